public import AssayCore
public import AssayStore

/// What a run asked and was answered, as pieces of a page: a sample each, behind a click.
///
/// Every text comes from a dataset or a model and is hostile: it is escaped, and nothing in it moves the reading order or
/// runs. Line breaks stay.
public struct HTMLContent: Sendable {
    /// A medium as it may stand in a page; nil where its bytes are no longer those that were sent.
    public typealias MediaText = (Media) -> String?

    private let content: SampleContent

    /// The words on one sample.
    public init(_ content: SampleContent) {
        self.content = content
    }

    /// One sample.
    ///
    /// - Parameter base64: the bytes of a medium in base64; nil where they are gone or others.
    /// - Returns: an element of its own.
    public func render(base64: MediaText) -> String {
        let outcomes = content.trials.map(\.outcome.name).joined(separator: ", ")
        let summary = HTMLText(
            outcomes.isEmpty ? "\(content.sample.id): not asked" : "\(content.sample.id): \(outcomes)")
        let asked = content.trials.lazy.flatMap(\.calls).first { $0.role == .target }?.prompt
        let prompt = asked.map { Self.blocks(of: $0, besides: content.sample.text) } ?? ""
        return """
            <details class="sample">
            <summary><bdi>\(summary)</bdi></summary>
            <h3>Asked</h3>
            \(sampleItself)\(media(base64))\(prompt)\(content.trials.map { trial($0, after: asked) }.joined())</details>

            """
    }

    /// The texts of a prompt as it was sent that are not the sample's own: a system prompt, what a protocol puts around it.
    private static func blocks(of json: String, besides sample: String) -> String {
        guard let prompt = try? JSONValue(json.utf8) else { return "" }
        var parts = prompt["system"]?.string.map { [block("Sent as system prompt", $0)] } ?? []
        for turn in prompt["turns"]?.elements ?? [] {
            let speaker = turn["speaker"]?.string == "assistant" ? "assistant" : "user"
            for text in turn["content"]?.elements?.compactMap({ $0["text"]?.string }) ?? [] where text != sample {
                parts.append(block("Sent as \(speaker)", text))
            }
        }
        return parts.joined()
    }

    private var sampleItself: String {
        content.sample.text.isEmpty ? "" : Self.block("Sample", content.sample.text)
    }

    private func media(_ base64: MediaText) -> String {
        content.sample.media.map { medium in
            let name = HTMLText("\(medium.type.rawValue), \(medium.size) bytes, SHA-256 \(medium.digest.hex)")
            guard let bytes = base64(medium) else {
                return "<p class=\"why\">Missing: \(name); the file is gone or is another now.</p>\n"
            }
            let address = "data:\(medium.type.rawValue);base64,\(bytes)"
            let element =
                medium.type.isImage
                ? "<img src=\"\(address)\" alt=\"picture of the sample\">"
                : "<audio controls src=\"\(address)\"></audio>"
            return "<figure>\(element)<figcaption class=\"soft\">\(name)</figcaption></figure>\n"
        }.joined()
    }

    /// A trial; what it was sent only where that is not what the sample's first trial was, as with turned options.
    private func trial(_ trial: SampleContent.Trial, after first: String?) -> String {
        let cut = trial.isTruncated ? ", cut off by the token limit" : ""
        var parts = ["<h3>Trial \(trial.number): <code>\(HTMLText(trial.outcome.name))</code>\(cut)</h3>\n"]
        if let prompt = trial.calls.first(where: { $0.role == .target })?.prompt, prompt != first {
            parts.append(Self.blocks(of: prompt, besides: content.sample.text))
        }
        let last = trial.calls.lastIndex { $0.role == .target }
        for (number, call) in trial.calls.enumerated() {
            guard call.role != .retriever else {
                parts.append(Self.search(call))
                continue
            }
            let round = call.round > 0 ? ", round \(call.round)" : ""
            let answer = number == last ? "Answer" : "Reply before the search"
            let title = call.role == .target ? answer : "Reply of \(call.role.namedWords)\(round)"
            if let reasoning = call.reasoning { parts.append(Self.block("\(title), reasoning", reasoning)) }
            parts.append(call.text.map { Self.block(title, $0) } ?? "<p class=\"why\">\(title): the call failed.</p>\n")
        }
        if !trial.rulings.isEmpty {
            let words = trial.rulings.map { "\($0.question): \($0.label)" }.joined(separator: "; ")
            parts.append("<p>Ruled: <bdi>\(HTMLText(words))</bdi></p>\n")
        }
        return parts.joined()
    }

    /// What was searched for, and each passage that was found.
    private static func search(_ call: SampleContent.Call) -> String {
        let turns = (try? JSONValue(call.prompt.utf8))?["turns"]?.elements
        let query = turns?.first?["content"]?.elements?.first?["text"]?.string ?? ""
        guard let text = call.text, let passages = Passage.all(in: text) else {
            return block("Searched for", query) + "<p class=\"why\">The search failed.</p>\n"
        }
        let found = passages.enumerated().map { block("Found [\($0 + 1)] in \(HTMLText($1.source))", $1.text) }
        return block("Searched for", query)
            + (found.isEmpty ? "<p class=\"why\">Nothing was found.</p>\n" : found.joined())
    }

    private static func block(_ title: String, _ text: String) -> String {
        let shown = text.isEmpty ? "<span class=\"soft\">(empty)</span>" : HTMLText(lines: text).description
        return "<p class=\"soft label\">\(title)</p>\n<div class=\"text\" dir=\"auto\">\(shown)</div>\n"
    }
}
