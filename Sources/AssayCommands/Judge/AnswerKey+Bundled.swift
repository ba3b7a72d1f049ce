import AssayDatasets
import AssaySimulator

extension AnswerKey {
    /// The right labels of the responses that the program carries: the simulated judges of an audit are handed these.
    static var ofBundledAudit: AnswerKey {
        AnswerKey(AuditSet.bundled.responses.map { ($0.response, $0.label.rawValue) })
    }
}
