import AssayCore

/// Reads a chat completion request in OpenAI's form.
enum ChatRequest {
    private static let keys = [
        "model", "messages", "seed", "temperature", "top_p", "n", "stream", "logprobs", "top_logprobs", "max_tokens",
        "max_completion_tokens", "response_format", "reasoning_effort", "stop", "user", "presence_penalty",
        "frequency_penalty", "tools", "tool_choice", "metadata", "store", "parallel_tool_calls", "service_tier",
        "stream_options", "logit_bias", "modalities", "verbosity", "prompt_cache_key", "safety_identifier",
    ]
    private static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh"]

    /// What a request asks for; Azure names the model in the path and may leave it out of the body.
    static func read(_ body: JSONValue, model named: String?) throws(RequestProblem) -> WireRequest {
        let fields = try RequestFields(body, known: keys)
        try check(fields)
        let stated = try fields.value("model", \.string)
        guard let model = named ?? stated else { throw RequestProblem("model", .missing) }
        var request = WireRequest(model: model, request: SimulatedRequest(userText: ""), isAzure: named != nil)
        request.parameters = fields.keys.subtracting(["model", "messages"])
        try read(messagesOf: fields, into: &request)
        request.request.seed = try fields.value("seed", \.integer)
        let formerLimit = try fields.value("max_tokens", \.integer)
        request.request.answerTokens = try fields.value("max_completion_tokens", \.integer) ?? formerLimit
        request.request.schema = try schema(of: fields)
        let wantsLogprobs = try fields.value("logprobs", \.bool) ?? false
        let alternatives = try fields.value("top_logprobs", \.integer)
        guard wantsLogprobs || alternatives == nil else { throw RequestProblem("top_logprobs", .wrongValue) }
        request.logprobs = wantsLogprobs ? alternatives ?? 0 : nil
        try readTools(of: fields, into: &request.request)
        return request
    }

    private static func check(_ fields: RequestFields) throws(RequestProblem) {
        try fields.check([
            "temperature": 0...2, "top_p": 0...1, "n": 1...1, "top_logprobs": 0...20, "max_tokens": 1...1e9,
            "max_completion_tokens": 1...1e9, "presence_penalty": -2...2, "frequency_penalty": -2...2,
        ])
        guard try fields.value("stream", \.bool) != true else { throw RequestProblem("stream", .unsupported) }
        _ = try fields.choice("reasoning_effort", of: efforts)
    }

    private static func read(
        messagesOf fields: RequestFields, into request: inout WireRequest
    ) throws(RequestProblem) {
        let messages = try fields.list("messages")
        guard !messages.isEmpty else { throw RequestProblem("messages", .empty) }
        var asked: [String] = []
        for (place, message) in messages {
            let message = try RequestFields(
                message, at: place, known: ["role", "content", "name", "refusal", "tool_calls", "tool_call_id"])
            guard let role = try message.choice("role", of: ["system", "developer", "user", "assistant", "tool"]) else {
                throw RequestProblem(message.place(of: "role"), .missing)
            }
            let parts = try parts(of: message, role: role, into: &request)
            switch role {
            case "user": asked += parts
            case "system", "developer": request.request.system = request.request.system ?? parts.joined()
            default: break
            }
        }
        request.request.userText = asked.joined(separator: "\n")
        request.request.mediaCount = request.mediaTypes.count
    }

    /// The words of a message; its media are noted.
    private static func parts(
        of message: RequestFields, role: String, into request: inout WireRequest
    ) throws(RequestProblem) -> [String] {
        guard let content = message["content"] else {
            guard role == "assistant" else { throw RequestProblem(message.place(of: "content"), .missing) }
            return []
        }
        if let text = content.string { return [text] }
        var words: [String] = []
        for (place, part) in try message.list("content") {
            if let text = try ChatPart.read(part, at: place, into: &request) { words.append(text) }
        }
        return words
    }

    private static func schema(of fields: RequestFields) throws(RequestProblem) -> String? {
        guard let format = fields["response_format"] else { return nil }
        let form = try RequestFields(format, at: "response_format", known: ["type", "json_schema"])
        guard let type = try form.choice("type", of: ["text", "json_object", "json_schema"]) else {
            throw RequestProblem(form.place(of: "type"), .missing)
        }
        guard type == "json_schema" else { return nil }
        let named = try RequestFields(
            try form.required("json_schema") { $0 }, at: form.place(of: "json_schema"),
            known: ["name", "description", "schema", "strict"])
        let name = try named.required("name", \.string)
        guard !name.isEmpty, name.utf8.count <= 64 else { throw RequestProblem(named.place(of: "name"), .wrongValue) }
        _ = try named.value("strict", \.bool)
        let schema = try named.required("schema") { $0.members == nil ? nil : $0 }
        return ReplyJSON(schema).text
    }

    private static func readTools(
        of fields: RequestFields, into request: inout SimulatedRequest
    ) throws(RequestProblem) {
        guard fields["tools"] != nil else { return }
        for (place, tool) in try fields.list("tools") {
            let tool = try RequestFields(tool, at: place, known: ["type", "function"])
            _ = try tool.choice("type", of: ["function"])
            let function = try RequestFields(
                try tool.required("function") { $0 }, at: tool.place(of: "function"),
                known: ["name", "description", "parameters", "strict"])
            let schema = try function.value("parameters") { $0.members == nil ? nil : $0 } ?? .object([])
            request.tools.append(
                SimulatedTool(name: try function.required("name", \.string), schema: ReplyJSON(schema).text))
        }
        guard let choice = fields["tool_choice"] else { return }
        if let word = choice.string {
            guard ["none", "auto", "required"].contains(word) else { throw RequestProblem("tool_choice", .wrongValue) }
            if word == "none" { request.tools = [] }
            request.forcesTool = word == "required"
            return
        }
        let form = try RequestFields(choice, at: "tool_choice", known: ["type", "function"])
        let named = try RequestFields(
            try form.required("function") { $0 }, at: form.place(of: "function"), known: ["name"])
        try request.force(try named.required("name", \.string), at: "tool_choice")
    }
}

extension SimulatedRequest {
    /// Puts the tool of a name first and demands a call of it.
    mutating func force(_ name: String, at place: String) throws(RequestProblem) {
        guard let index = tools.firstIndex(where: { $0.name == name }) else {
            throw RequestProblem(place, .wrongValue)
        }
        tools.insert(tools.remove(at: index), at: 0)
        forcesTool = true
    }
}

/// A part of a message: words, or a medium, of which only the form is looked at.
private enum ChatPart {
    /// The words; nil for a medium, which is noted.
    static func read(
        _ part: JSONValue, at place: String, into request: inout WireRequest
    ) throws(RequestProblem) -> String? {
        let fields = try RequestFields(part, at: place, known: ["type", "text", "image_url", "input_audio", "refusal"])
        switch try fields.required("type", \.string) {
        case "text": return try fields.required("text", \.string)
        case "refusal": return try fields.required("refusal", \.string)
        case "image_url": try image(fields, into: &request)
        case "input_audio": try audio(fields, into: &request)
        default: throw RequestProblem(fields.place(of: "type"), .wrongValue)
        }
        return nil
    }

    private static func image(_ part: RequestFields, into request: inout WireRequest) throws(RequestProblem) {
        let image = try RequestFields(
            try part.required("image_url") { $0 }, at: part.place(of: "image_url"), known: ["url", "detail"])
        let url = try image.required("url", \.string)
        guard let type = ["png", "jpeg", "webp", "gif"].first(where: { isData(url, of: $0) }) else {
            throw RequestProblem(image.place(of: "url"), .badImage)
        }
        if try image.choice("detail", of: ["low", "high", "auto"]) != nil { request.parameters.insert("detail") }
        request.mediaTypes.append("image/\(type)")
    }

    private static func isData(_ url: String, of type: String) -> Bool {
        let head = "data:image/\(type);base64,"
        return url.utf8.count > head.utf8.count && url.utf8.starts(with: head.utf8)
    }

    private static func audio(_ part: RequestFields, into request: inout WireRequest) throws(RequestProblem) {
        let audio = try RequestFields(
            try part.required("input_audio") { $0 }, at: part.place(of: "input_audio"), known: ["data", "format"])
        guard let format = try audio.choice("format", of: ["wav", "mp3"]) else {
            throw RequestProblem(audio.place(of: "format"), .missing)
        }
        guard try !audio.required("data", \.string).isEmpty else {
            throw RequestProblem(audio.place(of: "data"), .wrongValue)
        }
        request.mediaTypes.append("audio/\(format)")
    }
}
