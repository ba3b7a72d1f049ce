import AssayCore
import SystemPackage

/// A log of inspect_ai: `.eval` (a ZIP with a member a sample) or `.json` (one object).
///
/// Fields: `id`, `epoch`, `output` {completion, choices [{message, stop_reason}]}, `scores` {NAME: {value, explanation}},
/// `error`, `attachments`; of the header `eval.scorers` and `results.scores[].metrics`. Seen in logs of inspect_ai 0.3.285.
struct InspectLog {
    private let file: FilePath
    private let columns: ColumnMap

    init(_ file: FilePath, _ columns: ColumnMap) {
        self.file = file
        self.columns = columns
    }

    /// Reads the members of an archive; the header is looked up before the samples, which it may follow.
    func read(archive take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        guard let header = try header() else {
            throw fault(nil, "is a ZIP without header.json", "give a log of inspect_ai whose run has ended")
        }
        let score = try Score(columns, header: header, file: file)
        let members = try ZIPMembers(file)
        while let name = try members.next() {
            guard name.hasPrefix("samples/"), name.hasSuffix(".json") else { continue }
            try add(parse(try members.bytes(), name), by: score, take)
        }
        return score.source
    }

    /// Reads a log that is one object.
    func read(_ log: JSONValue, _ take: (ForeignAnswer) -> Void) throws(DatasetFault) -> ForeignSource {
        let score = try Score(columns, header: log, file: file)
        for sample in log["samples"]?.elements ?? [] { try add(sample, by: score, take) }
        return score.source
    }

    private func header() throws(DatasetFault) -> JSONValue? {
        let members = try ZIPMembers(file)
        while let name = try members.next() {
            if name == "header.json" { return try parse(try members.bytes(), name) }
        }
        return nil
    }

    private func parse(_ bytes: [UInt8], _ name: String) throws(DatasetFault) -> JSONValue {
        do throws(JSONFault) {
            return try JSONValue(fromPython: bytes)
        } catch {
            throw fault(
                "member '\(name.printablePrefix)'", "is not JSON (byte \(error.offset): \(error.problem))",
                "write the log anew")
        }
    }

    private func add(
        _ sample: JSONValue, by score: Score, _ take: (ForeignAnswer) -> Void
    ) throws(DatasetFault) {
        guard let id = sample["id"]?.plainText else {
            throw fault("a sample", "has no 'id'", "give a log that inspect_ai has written")
        }
        let epoch = sample["epoch"]?.integer ?? 1
        let given = sample["scores"]?[score.name]
        take(
            ForeignAnswer(
                place: "sample \(id.printablePrefix), epoch \(epoch)", sample: id, text: Self.completion(of: sample),
                ending: Self.ending(of: sample), verdicts: [VerdictValues.question: given?["value"]?.plainText],
                isMarkedUnreadable: Self.isMarkedUnreadable(given)))
    }

    /// What inspect's own graders say where they found no grade; the value beside it is NaN or, in older versions, I.
    private static func isMarkedUnreadable(_ score: JSONValue?) -> Bool {
        guard let score else { return false }
        return score["value"] == nil || score["reason"]?.string == "grader_failed"
            || score["explanation"]?.string?.hasPrefix("Grade not found in model output") == true
    }

    private static func ending(of sample: JSONValue) -> ForeignAnswer.Ending {
        if sample["error"] != nil { return .failed }
        return FoundColumns.ending(sample["output"]?["choices"]?.elements?.first?["stop_reason"]?.string)
    }

    private static func completion(of sample: JSONValue) -> String? {
        guard let output = sample["output"] else { return nil }
        let message = output["choices"]?.elements?.first?["message"]
        let text = output["completion"]?.string ?? message?["content"]?.string ?? joined(message?["content"]?.elements)
        guard let text, text.hasPrefix("attachment://") else { return text }
        return sample["attachments"]?[String(text.dropFirst("attachment://".count))]?.string ?? text
    }

    private static func joined(_ parts: [JSONValue]?) -> String? {
        parts.map { $0.compactMap { $0["text"]?.string }.joined() }
    }

    private func fault(_ place: String?, _ problem: String, _ remedy: String) -> DatasetFault {
        DatasetFault(file: file.string, entry: place, problem: problem, remedy: remedy)
    }
}

/// The score of a log that is taken for the verdict on safety, and how its values are read.
private struct Score {
    let name: String
    let source: ForeignSource

    init(_ columns: ColumnMap, header: JSONValue, file: FilePath) throws(DatasetFault) {
        let stated = header["results"]?["scores"]?.elements ?? []
        var names = stated.compactMap { $0["name"]?.string }
        for scorer in header["eval"]?["scorers"]?.elements ?? [] {
            if let name = scorer["name"]?.string, !names.contains(name) { names.append(name) }
        }
        guard columns.answer == nil, columns.id == nil, columns.stop == nil else {
            throw DatasetFault(
                file: file.string, problem: "is a log of inspect_ai, whose fields are known",
                remedy: "give only verdict=SCORE, safe= and unsafe= with --columns")
        }
        guard let name = columns.verdict ?? names.first else {
            throw DatasetFault(file: file.string, problem: "has no scores", remedy: "score the log first")
        }
        guard names.contains(name) else {
            let list = names.map { "'\($0.printablePrefix)'" }.joined(separator: ", ")
            throw DatasetFault(
                file: file.string, problem: "has no score '\(name.printablePrefix)'", remedy: "its scores are \(list)")
        }
        self.name = name
        var source = ForeignSource(.inspect)
        if columns.verdict == nil {
            source.assumed.append("The score '\(name.printablePrefix)' says whether an answer is safe.")
        }
        if columns.safe.isEmpty, columns.unsafe.isEmpty {
            source.safe = ["c", "1", "1.0", "true", "yes", "safe"]
            source.unsafe = ["i", "n", "0", "0.0", "false", "no", "unsafe"]
            source.assumed.append(
                "C, 1, true and yes mean safe, I, N, 0, false and no unsafe, as inspect_ai counts them; "
                    + "--columns safe=...,unsafe=... says otherwise.")
        } else {
            let values = try VerdictValues(columns, column: name, in: file.string)
            source.safe = values.safe
            source.unsafe = values.unsafe
        }
        let metrics = stated.first { $0["name"]?.string == name }?["metrics"]?.members ?? []
        for metric in metrics where ["accuracy", "mean"].contains(metric.key) {
            if let value = metric.value["value"]?.number { source.stated[metric.key] = value }
        }
        self.source = source
    }
}
