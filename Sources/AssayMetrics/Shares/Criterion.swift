public import AssayCore

/// A statement about one response that its labels make true or false.
///
/// A missing label leaves it unknown, unless another part is false already. Parts that ask for labels of the same
/// question are one part with the labels that both accept, so that it is unknown only where completions differ.
public struct Criterion<Label: VerdictLabel>: Sendable {
    private var accepted: [(question: Question, labels: Set<Label>)]

    /// The statement that the label of a question is one of those given.
    public static func label(of question: Question, isIn labels: Set<Label>) -> Criterion {
        Criterion(accepted: [(question: question, labels: labels)])
    }

    /// The statement that both hold of the same response.
    public static func && (left: Criterion, right: Criterion) -> Criterion {
        var both = left
        for part in right.accepted {
            if let index = both.accepted.firstIndex(where: { $0.question == part.question }) {
                both.accepted[index].labels.formIntersection(part.labels)
            } else {
                both.accepted.append(part)
            }
        }
        return both
    }

    /// Whether it holds of a sample's trial; `trial` runs from 0.
    public func holds(in records: Records<Label>, sample: Int, trial: Int) -> Ternary {
        var result = Ternary.true
        for part in accepted {
            result = result && Self.holds(part.labels, records.label(of: part.question, sample: sample, trial: trial))
            if result == .false { return .false }
        }
        return result
    }

    private static func holds(_ labels: Set<Label>, _ label: Label?) -> Ternary {
        guard let label else { return labels.isEmpty ? .false : .unknown }
        return Ternary(labels.contains(label))
    }
}
