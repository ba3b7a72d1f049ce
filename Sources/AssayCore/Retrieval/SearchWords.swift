/// The words in which a suite offers its target a search and shows what one found.
public struct SearchWords: Sendable, Hashable {
    /// The line above the passages.
    public var heading: String
    /// What stands in their place where nothing was found.
    public var nothing: String
    /// What the tool does, for the model.
    public var tool: String
    /// What its one argument is, for the model.
    public var argument: String
    /// The key of the JSON object by which a model without tools asks for a search.
    public var key: String
    /// The offer in words, for endpoints without tools.
    public var offer: String
    /// A small question that a model which takes tools answers with a call of one.
    public var probe: String

    /// Words of a language.
    public init(
        heading: String, nothing: String, tool: (words: String, argument: String), key: String, offer: String,
        probe: String
    ) {
        self.heading = heading
        self.nothing = nothing
        (self.tool, argument) = tool
        self.key = key
        self.offer = offer
        self.probe = probe
    }

    /// The tool's name.
    public static let toolName = "search"

    /// The tool as it is offered: one text, the query.
    public var offered: Tool {
        var json = CanonicalJSON()
        json.object { json in
            json.member("properties") {
                $0.object { json in
                    json.member("query") {
                        $0.object { json in
                            json.member("description") { $0.string(argument) }
                            json.member("type") { $0.string("string") }
                        }
                    }
                }
            }
            json.member("required") { json in json.array(["query"]) { $0.string($1) } }
            json.member("type") { $0.string("object") }
        }
        return Tool(name: Self.toolName, description: tool, parameters: json.text)
    }

    /// A prompt with the offer of a search.
    ///
    /// It asks for no schema: an endpoint that enforces one would leave no room for the wish.
    public func offering(_ prompt: Prompt, as form: Retrieval.Form) -> Prompt {
        var offering = prompt
        offering.replySchema = nil
        switch form {
        case .tool: offering.tools.append(offered)
        case .text: offering.changeLastText { "\($0)\n\n\(offer)" }
        }
        return offering
    }

    /// A prompt with what a search found before its text.
    ///
    /// A passage's line breaks become spaces, so that no document can look like another part of the prompt.
    public func showing(_ passages: [Passage], in prompt: Prompt) -> Prompt {
        var lines = [heading]
        for (number, passage) in passages.enumerated() {
            lines.append("[\(number + 1)] \(passage.source.onOneLine)")
            lines.append(passage.text.onOneLine)
        }
        if passages.isEmpty { lines.append(nothing) }
        var showing = prompt
        showing.changeLastText { "\(lines.joined(separator: "\n"))\n\n\($0)" }
        return showing
    }

    /// What a reply asks to be searched for: nil where it is an answer, empty where it asks without readable words.
    ///
    /// A reply asks by a call of a tool, or where the whole of it is the JSON object, in a fence or not; a word that is
    /// found somewhere in it is no wish.
    public func query(in response: Response) -> String? {
        guard response.stopReason != .filtered, response.stopReason != .refused else { return nil }
        if let call = response.toolCalls.first(where: { $0.name == Self.toolName }) ?? response.toolCalls.first {
            let arguments = try? JSONValue(call.arguments.utf8)
            return Self.readable(arguments?["query"]?.string)
        }
        guard let object = try? JSONValue(response.text.withoutFence.utf8), let members = object.members,
            members.count == 1, members[0].key == key
        else { return nil }
        return Self.readable(members[0].value.string)
    }

    /// The most characters of a query that are searched for.
    public static let longestQuery = 300

    private static func readable(_ query: String?) -> String {
        let words = (query ?? "").onOneLine
        return words.contains { $0.isLetter || $0.isNumber } ? String(words.prefix(longestQuery)) : ""
    }
}

extension Prompt {
    /// The last user turn's first text, changed in place; a turn without one gets one.
    fileprivate mutating func changeLastText(_ change: (String) -> String) {
        guard let place = turns.lastIndex(where: { $0.speaker == .user }) else { return }
        var content = turns[place].content
        let texts = content.indices.filter { if case .text = content[$0] { true } else { false } }
        if let first = texts.first, case .text(let text) = content[first] {
            content[first] = .text(change(text))
        } else {
            content.append(.text(change("")))
        }
        turns[place] = Turn(.user, content)
    }
}

extension String {
    /// White space and control characters as single spaces, none at the ends.
    fileprivate var onOneLine: String {
        split {
            $0.isWhitespace || $0.isNewline
                || $0.unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
        }
        .joined(separator: " ")
    }
}
