/// Which of image and text is risky by itself.
public enum ModalityCombination: String, Sendable, Hashable, Codable, CaseIterable {
    /// Risky image, risky text.
    case riskyImageRiskyText = "RIRT"
    /// Risky image, safe text.
    case riskyImageSafeText = "RIST"
    /// Safe image, risky text.
    case safeImageRiskyText = "SIRT"
    /// Safe image, safe text: whatever harm there is lies in the two together.
    case safeImageSafeText = "SIST"

    /// The combination of two risks.
    public init(isImageRisky: Bool, isTextRisky: Bool) {
        switch (isImageRisky, isTextRisky) {
        case (true, true): self = .riskyImageRiskyText
        case (true, false): self = .riskyImageSafeText
        case (false, true): self = .safeImageRiskyText
        case (false, false): self = .safeImageSafeText
        }
    }
}
