import AssayCore
import AssayModels
import AssayReports
import Foundation

/// Small questions to a model, and what they show.
struct ModelCheck {
    /// What one question shows.
    struct Finding: Encodable, Equatable {
        /// How a question ended.
        enum Ending: String, Encodable {
            case yes
            case refused
            case notInForm = "not_in_form"
            case no
        }

        let question: String
        let result: Ending
        /// Parameters that were left out for this question, in the provider's spelling.
        var leftOut: [String] = []
        /// What else is to be said.
        var detail: String?

        enum CodingKeys: String, CodingKey {
            case question, result, leftOut = "left_out", detail
        }
    }

    private let model: any Model
    private let journal: CheckJournal
    private let use: Manifest.ModelUse
    private let kind: EndpointKind?
    private(set) var findings: [Finding] = []
    private var servedBy: String?
    private var leftOut: Set<String> = []

    init(_ assembly: ModelAssembly, name: String) throws {
        let journal = CheckJournal()
        guard let model = assembly.model(for: .target, journal: journal), let use = assembly.uses[.target] else {
            throw CommandFault("'\(name)' is no model that can be asked; name one such as openai/gpt-4o")
        }
        self.init(model, journal: journal, use: use, kind: assembly.kind(of: .target))
    }

    init(_ model: any Model, journal: CheckJournal, use: Manifest.ModelUse, kind: EndpointKind?) {
        self.model = model
        self.journal = journal
        self.use = use
        self.kind = kind
    }

    /// The check after every question was asked, one after the other.
    ///
    /// - Throws: `CommandFault` where no question can be answered: out of reach, a wrong key, an unknown model.
    func carriedOut() async throws -> ModelCheck {
        var check = self
        for question in CheckQuestion.allCases { try await check.ask(question) }
        return check
    }

    private mutating func ask(_ question: CheckQuestion) async throws {
        guard question.isIn(kind) else {
            findings.append(Finding(question: question.rawValue, result: .notInForm))
            return
        }
        let call = Call(Call.Place(sample: question.rawValue, trial: 1, role: .target), prompt: question.prompt)
        do throws(ModelError) {
            let response = try await model.respond(to: call)
            servedBy = response.servedBy ?? servedBy
            findings.append(finding(of: question, response: response))
        } catch {
            guard !isBeyondReach(error, question) else { throw CommandFault("\(use.name): \(error.description)") }
            findings.append(Finding(question: question.rawValue, result: .no, detail: error.description))
        }
    }

    /// Whether no further question makes sense.
    private func isBeyondReach(_ error: ModelError, _ question: CheckQuestion) -> Bool {
        if error.stopsTheRun { return true }
        guard question == .text else { return false }
        switch error {
        case .unavailable, .timedOut, .rateLimited: return true
        default: return false
        }
    }

    private mutating func finding(of question: CheckQuestion, response: Response) -> Finding {
        let all = Set(journal.lastAttempt?.dropped ?? [])
        // What an earlier question has shown is remembered by the endpoint and is not this question's.
        let new = all.subtracting(leftOut).sorted()
        leftOut.formUnion(all)
        let lack = question.lack(in: response)
        // A schema or a limit may have gone in another form: then the answer shows that it was taken.
        let isTaken = new.isEmpty || question == .text || (question == .schema && lack == nil && isSubstituted)
        guard isTaken else { return Finding(question: question.rawValue, result: .refused, leftOut: new) }
        return Finding(
            question: question.rawValue, result: lack == nil ? .yes : .no, leftOut: new,
            detail: new.isEmpty ? lack : "in another form, without \(new.joined(separator: ", "))")
    }

    private var isSubstituted: Bool {
        let sent = journal.lastAttempt?.sentParameters ?? ""
        return ["\"tool_choice\"", "\"responseSchema\""].contains(where: sent.contains)
    }
}

extension ModelCheck {
    private struct Document: Encodable {
        let format = "assay.models/1"
        let model: String
        let endpoint: String?
        let form: String?
        let servedBy: String?
        let findings: [Finding]

        enum CodingKeys: String, CodingKey {
            case format, model, endpoint, form, servedBy = "served_by", findings
        }
    }

    /// The findings as JSON, `assay.models/1`.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let document = Document(
                model: use.name, endpoint: use.endpoint, form: kind?.rawValue, servedBy: servedBy, findings: findings)
            return String(decoding: try encoder.encode(document), as: UTF8.self)
        }
    }

    /// The findings for people.
    func text(width: Int) -> String {
        var table = TextTable([.init("asked for"), .init("result"), .init("", wraps: true)])
        for finding in findings {
            table.append([finding.question, finding.words, finding.detail ?? ""])
        }
        let place = use.endpoint.map { " at \($0)" } ?? ", in process"
        let form = kind.map { ", form \($0.rawValue)" } ?? ""
        let served = servedBy.map { "\nServed by \($0.printable(atMost: 80))." } ?? ""
        return "\(use.name)\(place)\(form)\n\n\(table.render(width: width))\(served)"
    }
}

extension ModelCheck.Finding {
    fileprivate var words: String {
        switch result {
        case .yes: "yes"
        case .no: "no"
        case .notInForm: "not in this form"
        case .refused: "refused: \(leftOut.joined(separator: ", "))"
        }
    }
}
