public import AssayCore

extension Panel {
    /// Who rules by a suite's rules: the judge, or the jury.
    ///
    /// - Throws: `RubricFault` where the rubric does not fit the suite's questions and labels.
    public func judge<Label>(
        rubric: Rubric, settings: Settings, rules: RubricJudge<Label>.Rules
    ) throws(RubricFault) -> any Judge<Label> {
        switch self {
        case .judge(let model, let fallback):
            try RubricJudge(model: model, fallback: fallback, rubric: rubric, settings: settings, rules: rules)
        case .jury(let jury):
            try JuryJudge(jury: jury, rubric: rubric, settings: settings, rules: rules)
        }
    }
}
