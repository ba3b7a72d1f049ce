/// A published file of USB-SafeBench.
public enum USBFile: String, Sendable, CaseIterable {
    /// USB-Base.
    case base
    /// USB-Hard.
    case hard

    /// Its name in the release.
    public var name: String { "USB_\(rawValue)_final.csv" }
    /// Its rows as published.
    public var rows: Int { self == .base ? 13_175 : 3_785 }
    /// What it is called: `USB-Base`.
    public var title: String { self == .base ? "USB-Base" : "USB-Hard" }
}
