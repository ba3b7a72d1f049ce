import AssayCore
import AssayJudges

/// Answers and verdicts of a file as the replies of a run.
final class GivenReplies<Label: VerdictLabel> {
    private let entries: [String: GivenResults.Entry]
    private let trials: Int
    private let prompt: Prompt
    private let judge: RubricJudge<Label>?
    /// Where an error message stands for an answer: the sample's id, with the trial where there are several.
    private(set) var errorTexts: [String] = []

    /// `judge`: reads the verdicts; nil for a suite that rules without a model.
    init(entries: [GivenResults.Entry], trials: Int, source: String, judge: RubricJudge<Label>?) {
        self.entries = Dictionary(entries.map { ($0.sample, $0) }, uniquingKeysWith: { first, _ in first })
        self.trials = trials
        self.judge = judge
        // What the model was really sent is not known, and the run file says so.
        prompt = Prompt(turns: [Turn(.user, [.text("(answered elsewhere, see \(source))")])])
    }

    /// A reply for each trial of a sample, and for each verdict on it.
    func replies(about sample: Sample) -> [(reply: Result<Response, ModelError>, call: Call)] {
        let entry = entries[sample.id]
        return (1...max(1, trials)).flatMap { trial -> [(reply: Result<Response, ModelError>, call: Call)] in
            let text = entry.flatMap { $0.answers.count >= trial ? $0.answers[trial - 1] : nil }
            let call = Call(.init(sample: sample.id, trial: trial, role: .target), prompt: prompt)
            let reply = reply(text, place: trials == 1 ? sample.id : "\(sample.id) (\(trial))")
            guard case .success(let response) = reply, let entry else { return [(reply, call)] }
            let exchange = Exchange(sample: sample, trial: trial, prompt: prompt, response: response)
            return [(reply, call)] + verdicts(on: exchange, in: entry)
        }
    }

    private func reply(_ text: String?, place: String) -> Result<Response, ModelError> {
        guard let text else { return .failure(.missing) }
        guard !ErrorText.isError(text) else {
            errorTexts.append(place)
            return .failure(.errorText)
        }
        return .success(Response(text: text))
    }

    private func verdicts(
        on exchange: Exchange, in entry: GivenResults.Entry
    ) -> [(reply: Result<Response, ModelError>, call: Call)] {
        guard let judge else { return [] }
        return judge.firstCalls(about: exchange).sorted { $0.key < $1.key }.compactMap { question, call in
            guard let text = entry.verdicts[question]?[exchange.trial - 1] else { return nil }
            return (ErrorText.isError(text) ? .failure(.errorText) : .success(Response(text: text)), call)
        }
    }
}
