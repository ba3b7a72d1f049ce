public import AssayCore
import AssayMetrics

extension Suite {
    /// What is measured of a jury beside the suite's metrics: how far its jurors agree on each question.
    ///
    /// `rubric`: the words that the jury was asked with; nil for the suite's own.
    public func metrics(of jury: JuryPlan?, asking rubric: Rubric?) -> [any Metric<Label>] {
        guard jury != nil, let questions = (rubric ?? self.rubric)?.questions.map(\.question) else { return [] }
        return questions.map { question in
            let name = questions.count == 1 ? "" : "_\(question.rawValue)"
            let title = questions.count == 1 ? "" : ", \(question.rawValue)"
            return JurorAgreement<Label>(
                on: question, name: "juror_agreement\(name)", title: "Agreement of jurors (alpha)\(title)")
        }
    }
}
