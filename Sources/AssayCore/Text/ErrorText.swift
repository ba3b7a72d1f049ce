/// Tells an error message that a script stored where an answer should be from an answer.
///
/// Only the beginning of a text, or the whole of it, makes it an error: an answer that speaks of errors is none.
public enum ErrorText {
    /// Whether the whole text is an error message of a client, a server or a script, and no answer of a model.
    public static func isError(_ text: String) -> Bool {
        // Messages are short; what is longer is looked at only where it begins.
        let head = String(text.prefix(4096)).trimmingSpace
        guard let first = head.first else { return false }
        let line = head.prefix(while: { !$0.isNewline }).lowercased()
        if beginnings.contains(where: { line.hasPrefix($0) }) || wholes.contains(head.lowercased()) { return true }
        switch first {
        case "<": return isGatewayPage(head.lowercased())
        case "{": return isErrorObject(text)
        default: return isException(line) || isServiceError(line)
        }
    }

    private static let beginnings = [
        "error:", "error code:", "error processing data", "traceback (most recent call last)", "<error>", "[error]",
        "[error:", "{'error': {'", "{'error': \"", "request failed with status", "api request failed",
        "api call failed",
    ]

    /// Messages that clients give when nothing came, and the phrases of HTTP.
    private static let wholes: Set<String> = {
        let phrases = [
            "internal server error", "bad gateway", "service unavailable", "gateway timeout", "gateway time-out",
            "too many requests", "bad request",
        ]
        let codes = ["500", "502", "503", "504", "504", "429", "400"]
        let clients = [
            "connection error.", "connection error", "request timed out.", "request timed out", "connection aborted.",
            "connection reset by peer", "read timed out.", "upstream request timeout", "error",
        ]
        return Set(phrases + zip(codes, phrases).map { "\($0) \($1)" } + clients)
    }()

    /// The exceptions of the providers' clients, in lower case.
    private static let exceptions: Set<String> = [
        "badrequesterror", "ratelimiterror", "apierror", "apiconnectionerror", "apitimeouterror", "apistatuserror",
        "apiresponsevalidationerror", "authenticationerror", "permissiondeniederror", "internalservererror",
        "unprocessableentityerror", "overloadederror", "serviceunavailableerror", "invalidrequesterror",
        "notfounderror", "contentpolicyviolationerror", "contextwindowexceedederror", "openaierror", "anthropicerror",
        "connectionerror", "readtimeout", "connecttimeout", "httperror", "maxretryerror", "httpstatuserror",
    ]

    /// `openai.BadRequestError: Error code: 400 - ...`, `ConnectionError(MaxRetryError(...`: the name of an exception with
    /// what a program writes behind it.
    private static func isException(_ line: String) -> Bool {
        let name = line.prefix { $0.isASCII && ($0.isLetter || $0 == "." || $0 == "_") }
        guard let last = name.split(separator: ".").last, exceptions.contains(String(last)) else { return false }
        let rest = line.dropFirst(name.count)
        if rest.isEmpty || rest.hasPrefix("(") { return true }
        guard rest.hasPrefix(":") else { return false }
        let message = rest.dropFirst().drop(while: \.isWhitespace)
        let starts = [
            "error code", "{", "<", "http", "connection", "request", "rate limit", "you exceeded", "incorrect api key",
            "litellm", "openai", "the server", "[",
        ]
        return name.contains(".") || message.isEmpty || message.first?.isNumber == true
            || starts.contains { message.hasPrefix($0) }
    }

    /// `API error: ...`, `OpenAI API error 500`: at most one word before and one between.
    private static func isServiceError(_ line: String) -> Bool {
        let end = line.firstIndex { $0 == ":" || $0 == "(" || $0.isNumber } ?? line.endIndex
        let words = line[..<end].split(separator: " ")
        guard (2...4).contains(words.count), words.last == "error", let api = words.firstIndex(of: "api") else {
            return false
        }
        // With an article it begins a sentence.
        let articles: Set = ["a", "an", "the", "this", "that", "any", "each", "every", "no", "your"]
        return api <= 1 && words.count - api <= 3 && !articles.contains(String(words[0]))
    }

    /// The page of a gateway: its title is a status that a server gives when it cannot answer.
    private static func isGatewayPage(_ page: String) -> Bool {
        guard page.hasPrefix("<html") || page.hasPrefix("<!doctype html"), let start = page.firstRange(of: "<title>")
        else { return false }
        let title = page[start.upperBound...].drop(while: \.isWhitespace)
        return ["500 ", "502 ", "503 ", "504 ", "520 ", "521 ", "522 ", "524 ", "429 ", "403 forbidden", "413 "]
            .contains {
                title.hasPrefix($0)
            }
    }

    /// `{"error": {"message": ...}}` and nothing that a model would add.
    private static func isErrorObject(_ text: String) -> Bool {
        guard text.utf8.count < 1 << 16, let object = try? JSONValue(text.utf8), let members = object.members,
            let error = object["error"]
        else { return false }
        let beside: Set = ["error", "object", "type", "request_id", "requestid", "status", "status_code", "code", "id"]
        guard members.allSatisfy({ beside.contains($0.key.lowercased()) }) else { return false }
        if let words = error.string {
            return wholes.contains(words.lowercased()) || object["status"] != nil || object["status_code"] != nil
                || object["code"] != nil
        }
        return error["message"]?.string != nil || error["code"] != nil
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
