public import AssayCore

/// Follows a run while it goes on: a progress line, a live estimate.
public protocol RunObserver<Label>: Sendable {
    /// The labels of the suite.
    associatedtype Label: VerdictLabel

    /// A record has ended; records end out of order.
    ///
    /// - Parameters:
    ///   - entry: the record's part in measurement.
    ///   - trial: the trial, from 1.
    ///   - sample: the sample.
    ///   - ordinal: the sample's place in the run's order, from 1.
    func recordEnded(_ entry: Records<Label>.Entry, trial: Int, of sample: Sample, at ordinal: Int) async
}
