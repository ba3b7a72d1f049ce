import AssayCore

/// Reads a request in the form of Anthropic's Messages.
enum AnthropicRequest {
    private static let keys = [
        "model", "messages", "max_tokens", "system", "temperature", "top_p", "top_k", "stop_sequences", "stream",
        "metadata", "tools", "tool_choice", "thinking", "output_config", "output_format", "service_tier", "container",
        "cache_control", "inference_geo",
    ]
    private static let imageTypes = ["image/jpeg", "image/png", "image/gif", "image/webp"]

    /// What a request asks for.
    static func read(_ body: JSONValue) throws(RequestProblem) -> WireRequest {
        let fields = try RequestFields(body, known: keys)
        var request = WireRequest(
            model: try fields.required("model", \.string), request: SimulatedRequest(userText: ""))
        let limit = try fields.required("max_tokens", \.integer)
        guard limit >= 1 else { throw RequestProblem("max_tokens", .wrongValue) }
        request.request.answerTokens = limit
        try fields.check(["temperature": 0...1, "top_p": 0...1, "top_k": 0...1e9])
        guard try fields.value("stream", \.bool) != true else { throw RequestProblem("stream", .unsupported) }
        request.parameters = fields.keys.subtracting(["model", "messages", "max_tokens", "system"])
        request.request.system = try system(of: fields)
        try read(messagesOf: fields, into: &request)
        request.request.schema = try schema(of: fields, into: &request.parameters)
        try checkThinking(of: fields, limit: limit)
        try readTools(of: fields, into: &request.request)
        return request
    }

    /// A text, or a list of text blocks.
    private static func system(of fields: RequestFields) throws(RequestProblem) -> String? {
        guard let system = fields["system"] else { return nil }
        if let text = system.string { return text }
        var words: [String] = []
        for (place, block) in try fields.list("system") {
            let block = try RequestFields(block, at: place, known: ["type", "text", "cache_control"])
            _ = try block.choice("type", of: ["text"])
            words.append(try block.required("text", \.string))
        }
        return words.joined()
    }

    private static func read(
        messagesOf fields: RequestFields, into request: inout WireRequest
    ) throws(RequestProblem) {
        let messages = try fields.list("messages")
        guard !messages.isEmpty else { throw RequestProblem("messages", .empty) }
        var asked: [String] = []
        for (place, message) in messages {
            let message = try RequestFields(message, at: place, known: ["role", "content"])
            guard let role = try message.choice("role", of: ["user", "assistant"]) else {
                throw RequestProblem(message.place(of: "role"), .missing)
            }
            var words: [String] = []
            if let text = message["content"]?.string {
                // The real endpoint refuses an empty text, too.
                guard !text.isEmpty else { throw RequestProblem(message.place(of: "content"), .empty) }
                words = [text]
            } else {
                for (place, block) in try message.list("content") {
                    if let text = try read(block, at: place, into: &request) { words.append(text) }
                }
            }
            if role == "user" { asked += words }
        }
        request.request.userText = asked.joined(separator: "\n")
        request.request.mediaCount = request.mediaTypes.count
    }

    /// The words of a content block; nil for any other block, of which the form is looked at.
    private static func read(
        _ block: JSONValue, at place: String, into request: inout WireRequest
    ) throws(RequestProblem) -> String? {
        let type = block["type"]?.string
        switch type {
        case "text":
            let fields = try RequestFields(block, at: place, known: ["type", "text", "cache_control", "citations"])
            let text = try fields.required("text", \.string)
            guard !text.isEmpty else { throw RequestProblem(fields.place(of: "text"), .empty) }
            return text
        case "image":
            let fields = try RequestFields(block, at: place, known: ["type", "source", "cache_control"])
            let source = try RequestFields(
                try fields.required("source") { $0 }, at: fields.place(of: "source"),
                known: ["type", "media_type", "data"])
            guard try source.choice("type", of: ["base64"]) != nil else {
                throw RequestProblem(source.place(of: "type"), .missing)
            }
            guard let type = try source.choice("media_type", of: imageTypes) else {
                throw RequestProblem(source.place(of: "media_type"), .missing)
            }
            guard try !source.required("data", \.string).isEmpty else {
                throw RequestProblem(source.place(of: "data"), .badImage)
            }
            request.mediaTypes.append(type)
        case "tool_use", "tool_result", "thinking", "redacted_thinking": break
        default: throw RequestProblem("\(place).type", type == nil ? .missing : .wrongValue)
        }
        return nil
    }

    /// The schema in `output_config.format`, or in `output_format`, where it stood before.
    private static func schema(
        of fields: RequestFields, into parameters: inout Set<String>
    ) throws(RequestProblem) -> String? {
        var format: (JSONValue, String)?
        if let configuration = fields["output_config"] {
            let configuration = try RequestFields(configuration, at: "output_config", known: ["format", "effort"])
            if try configuration.choice("effort", of: ["low", "medium", "high", "xhigh", "max"]) != nil {
                parameters.insert("effort")
            }
            format = configuration["format"].map { ($0, "output_config.format") }
        }
        if let former = fields["output_format"] { format = (former, "output_format") }
        guard let format else { return nil }
        parameters.insert(format.1)
        let form = try RequestFields(format.0, at: format.1, known: ["type", "schema"])
        guard try form.choice("type", of: ["json_schema"]) != nil else {
            throw RequestProblem(form.place(of: "type"), .missing)
        }
        return ReplyJSON(try form.required("schema") { $0.members == nil ? nil : $0 }).text
    }

    private static func checkThinking(of fields: RequestFields, limit: Int) throws(RequestProblem) {
        guard let thinking = fields["thinking"] else { return }
        let form = try RequestFields(thinking, at: "thinking", known: ["type", "budget_tokens", "display"])
        let type = try form.choice("type", of: ["enabled", "disabled", "adaptive"])
        guard type == "enabled" else { return }
        let budget = try form.required("budget_tokens", \.integer)
        guard budget >= 1024, budget < limit else { throw RequestProblem(form.place(of: "budget_tokens"), .wrongValue) }
    }

    private static func readTools(
        of fields: RequestFields, into request: inout SimulatedRequest
    ) throws(RequestProblem) {
        guard fields["tools"] != nil else { return }
        for (place, tool) in try fields.list("tools") {
            let tool = try RequestFields(
                tool, at: place,
                known: ["name", "description", "input_schema", "type", "cache_control", "strict"])
            let schema = try tool.required("input_schema") { $0.members == nil ? nil : $0 }
            request.tools.append(
                SimulatedTool(name: try tool.required("name", \.string), schema: ReplyJSON(schema).text))
        }
        guard let choice = fields["tool_choice"] else { return }
        let form = try RequestFields(
            choice, at: "tool_choice", known: ["type", "name", "disable_parallel_tool_use"])
        switch try form.choice("type", of: ["auto", "any", "tool", "none"]) {
        case "any": request.forcesTool = true
        case "none": request.tools = []
        case "tool": try request.force(try form.required("name", \.string), at: form.place(of: "name"))
        default: break
        }
    }
}
