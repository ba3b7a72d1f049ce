public import AssayCore
import AssayMetrics

extension Suite {
    /// The names of what is measured of confidence where a run asks for it; none where it does not.
    public func metricNames(of confidence: ConfidenceSource?) -> [String] {
        confidence.map { Calibration.metricNames(from: $0, isChoice: isMultipleChoice) } ?? []
    }
}
