import AssayCore

/// Reads a request in the form of Gemini's generateContent; each key may be spelled in camel case or with underscores.
enum GeminiRequest {
    private static let keys = [
        "contents", "systemInstruction", "generationConfig", "tools", "toolConfig", "safetySettings", "cachedContent",
        "labels", "model",
    ]
    private static let mediaTypes = [
        "image/png", "image/jpeg", "image/webp", "image/heic", "image/heif", "audio/wav", "audio/mp3", "audio/mpeg",
        "audio/aiff", "audio/aac", "audio/ogg", "audio/flac",
    ]

    /// What a request asks of the model that its path names.
    static func read(_ body: JSONValue, model: String) throws(RequestProblem) -> WireRequest {
        let fields = try RequestFields(body, known: keys, spelled: camelCase)
        var request = WireRequest(model: model, request: SimulatedRequest(userText: ""))
        if let system = fields["systemInstruction"] {
            let content = try RequestFields(
                system, at: "system_instruction", known: ["role", "parts"], spelled: camelCase)
            request.request.system = try words(of: content, into: &request).joined()
        }
        try read(contentsOf: fields, into: &request)
        if let configuration = fields["generationConfig"] {
            try GenerationConfiguration.read(configuration, into: &request)
        }
        try readTools(of: fields, into: &request.request)
        return request
    }

    /// `system_instruction` as `systemInstruction`.
    static func camelCase(_ key: String) -> String {
        let steps = key.split(separator: "_", omittingEmptySubsequences: true)
        return (steps.first ?? "") + steps.dropFirst().map(\.capitalized).joined()
    }

    private static func read(contentsOf fields: RequestFields, into request: inout WireRequest) throws(RequestProblem) {
        let contents = try fields.list("contents")
        guard !contents.isEmpty else { throw RequestProblem("contents", .empty) }
        var asked: [String] = []
        for (place, content) in contents {
            let content = try RequestFields(content, at: place, known: ["role", "parts"])
            let role = try content.choice("role", of: ["user", "model", "function"]) ?? "user"
            let words = try words(of: content, into: &request)
            if role == "user" { asked += words }
        }
        request.request.userText = asked.joined(separator: "\n")
        request.request.mediaCount = request.mediaTypes.count
    }

    /// The words of a content; its media are noted.
    private static func words(
        of content: RequestFields, into request: inout WireRequest
    ) throws(RequestProblem) -> [String] {
        let parts = try content.list("parts")
        guard !parts.isEmpty else { throw RequestProblem(content.place(of: "parts"), .empty) }
        var words: [String] = []
        for (place, part) in parts {
            let part = try RequestFields(
                part, at: place,
                known: ["text", "inlineData", "functionCall", "functionResponse", "thought", "thoughtSignature"],
                spelled: camelCase)
            if let text = try part.value("text", \.string) { words.append(text) }
            guard let data = part["inlineData"] else { continue }
            let blob = try RequestFields(
                data, at: part.place(of: "inline_data"), known: ["mimeType", "data", "displayName"],
                spelled: camelCase)
            guard let type = try blob.choice("mimeType", of: mediaTypes) else {
                throw RequestProblem(blob.place(of: "mime_type"), .missing)
            }
            guard try !blob.required("data", \.string).isEmpty else {
                throw RequestProblem(blob.place(of: "data"), .badImage)
            }
            request.mediaTypes.append(type)
        }
        return words
    }

    private static func readTools(
        of fields: RequestFields, into request: inout SimulatedRequest
    ) throws(RequestProblem) {
        guard fields["tools"] != nil else { return }
        for (place, tool) in try fields.list("tools") {
            let tool = try RequestFields(tool, at: place, known: ["functionDeclarations"], spelled: camelCase)
            for (place, function) in try tool.list("functionDeclarations") {
                let function = try RequestFields(
                    function, at: place,
                    known: ["name", "description", "parameters", "parametersJsonSchema", "response", "behavior"],
                    spelled: camelCase)
                let schema = try function.value("parameters") { $0.members == nil ? nil : $0 }
                if let schema { try GenerationConfiguration.checkSubset(schema, at: function.place(of: "parameters")) }
                request.tools.append(
                    SimulatedTool(
                        name: try function.required("name", \.string),
                        schema: ReplyJSON(schema ?? function["parametersJsonSchema"] ?? .object([])).text))
            }
        }
        guard let configuration = fields["toolConfig"] else { return }
        let outer = try RequestFields(
            configuration, at: "tool_config", known: ["functionCallingConfig"], spelled: camelCase)
        guard let calling = outer["functionCallingConfig"] else { return }
        let form = try RequestFields(
            calling, at: outer.place(of: "function_calling_config"), known: ["mode", "allowedFunctionNames"],
            spelled: camelCase)
        switch try form.choice("mode", of: ["AUTO", "ANY", "NONE", "VALIDATED"]) {
        case "NONE": request.tools = []
        case "ANY":
            request.forcesTool = true
            guard let name = form["allowedFunctionNames"]?.elements?.first?.string else { return }
            try request.force(name, at: form.place(of: "allowed_function_names"))
        default: break
        }
    }
}

/// Reads `generationConfig`.
enum GenerationConfiguration {
    private static let place = "generation_config"
    private static let keys = [
        "temperature", "topP", "topK", "maxOutputTokens", "candidateCount", "stopSequences", "responseMimeType",
        "responseSchema", "responseJsonSchema", "seed", "presencePenalty", "frequencyPenalty", "responseLogprobs",
        "logprobs", "thinkingConfig", "mediaResolution", "responseModalities",
    ]
    private static let resolutions = ["LOW", "MEDIUM", "HIGH"].map { "MEDIA_RESOLUTION_\($0)" }

    static func read(_ value: JSONValue, into request: inout WireRequest) throws(RequestProblem) {
        let fields = try RequestFields(value, at: place, known: keys, spelled: GeminiRequest.camelCase)
        try fields.check([
            "temperature": 0...2, "topP": 0...1, "maxOutputTokens": 1...1e9, "candidateCount": 1...1,
            "logprobs": 0...20, "presencePenalty": -2...2, "frequencyPenalty": -2...2,
        ])
        request.parameters.formUnion(fields.keys)
        request.request.seed = try fields.value("seed", \.integer)
        request.request.answerTokens = try fields.value("maxOutputTokens", \.integer)
        _ = try fields.choice("mediaResolution", of: resolutions)
        let wantsLogprobs = try fields.value("responseLogprobs", \.bool) ?? false
        let alternatives = try fields.value("logprobs", \.integer)
        guard wantsLogprobs || alternatives == nil else {
            throw RequestProblem(fields.place(of: "logprobs"), .wrongValue)
        }
        request.logprobs = wantsLogprobs ? alternatives ?? 0 : nil
        if let thinking = fields["thinkingConfig"] {
            let thinking = try RequestFields(
                thinking, at: fields.place(of: "thinking_config"),
                known: ["includeThoughts", "thinkingBudget", "thinkingLevel"], spelled: GeminiRequest.camelCase)
            request.parameters.formUnion(thinking.keys)
        }
        request.request.schema = try schema(of: fields)
    }

    /// One of the two schemas, which only go with the media type of JSON.
    private static func schema(of fields: RequestFields) throws(RequestProblem) -> String? {
        let type = try fields.choice("responseMimeType", of: ["text/plain", "application/json", "text/x.enum"])
        let given = ["responseSchema", "responseJsonSchema"].filter { fields[$0] != nil }
        guard given.count < 2 else { throw RequestProblem(fields.place(of: given[1]), .wrongValue) }
        guard let key = given.first else { return nil }
        guard type == "application/json" else {
            throw RequestProblem(fields.place(of: "response_mime_type"), .wrongValue)
        }
        let schema = try fields.required(key) { $0.members == nil ? nil : $0 }
        if key == "responseSchema" { try checkSubset(schema, at: fields.place(of: "response_schema")) }
        return ReplyJSON(schema).text
    }

    /// The first of the two schemas, and a tool's parameters, know a part of JSON schema only.
    static func checkSubset(_ schema: JSONValue, at place: String) throws(RequestProblem) {
        for key in ["additionalProperties", "$schema", "const", "$ref", "oneOf", "allOf"] where schema[key] != nil {
            throw RequestProblem("\(place).\(key)", .unknown)
        }
        for member in schema["properties"]?.members ?? [] {
            try checkSubset(member.value, at: "\(place).properties.\(member.key)")
        }
        if let items = schema["items"] { try checkSubset(items, at: "\(place).items") }
        for (index, choice) in (schema["anyOf"]?.elements ?? []).enumerated() {
            try checkSubset(choice, at: "\(place).any_of[\(index)]")
        }
    }
}

extension Substring {
    /// The same with its first letter in upper case.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
