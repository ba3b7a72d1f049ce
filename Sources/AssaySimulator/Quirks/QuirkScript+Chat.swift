extension QuirkScript {
    /// The reply in OpenAI's form; nil where it is one that all forms have, or none.
    var chatReply: WireReply? { chatBlock ?? chatAnswer ?? chatRefusal }

    /// Filters of prompts and of answers.
    private var chatBlock: WireReply? {
        let categories = ["jailbreak", "violence"]
        switch quirk {
        case .filteredInput: return ChatSpelling.blocked(categories)
        case .filteredInputAs500: return ChatSpelling.blocked(categories, status: 500)
        case .invalidPrompt: return ChatSpelling.error(400, code: "invalid_prompt")
        case .contentPolicyViolation: return ChatSpelling.error(400, code: "content_policy_violation")
        case .cyberPolicy: return ChatSpelling.error(400, code: "cyber_policy")
        case .dashScopeInput: return Self.inspection("Input")
        case .dashScopeOutput: return Self.inspection("Output")
        case .dashScopeNativeInput:
            return WireReply(
                status: 400,
                [
                    "code": "DataInspectionFailed", "request_id": "simulated",
                    "message": "Input data may contain inappropriate content.",
                ])
        case .filteredChoice: return filtered(finish: "content_filter", isFiltered: true)
        case .filteredFinishedChoice: return filtered(finish: "stop", isFiltered: true)
        case .detectedOnly: return filtered(finish: "stop", isFiltered: false)
        case .outputFilter: return completion(ChatSpelling.message(Quirk.partial), finish: "content_filter")
        case .outputFilterEmpty: return completion(ChatSpelling.message(nil), finish: "content_filter")
        default: return nil
        }
    }

    private static func inspection(_ what: String) -> WireReply {
        ChatSpelling.error(
            400, code: "data_inspection_failed", message: "\(what) data may contain inappropriate content.")
    }

    /// A choice with Azure's annotations: filtered, or detected alone.
    private func filtered(finish: String, isFiltered: Bool) -> WireReply {
        let annotations: ReplyJSON = [
            "hate": ["filtered": false, "severity": "safe"],
            "violence": ["filtered": .bool(isFiltered), "severity": "high"],
            "protected_material_text": ["filtered": false, "detected": true],
        ]
        let message = ChatSpelling.message(isFiltered ? Quirk.partial : Quirk.answer)
        return completion(message, finish: finish, annotations: ["content_filter_results": annotations])
    }

    private func completion(
        _ message: ReplyJSON, finish: String = "stop", reasoning: Int = 0,
        annotations: KeyValuePairs<String, ReplyJSON> = [:]
    ) -> WireReply {
        WireReply(
            ChatSpelling.completion(
                ChatSpelling.choice(message, finish: finish).adding(annotations),
                usage: ChatSpelling.usage(prompt: prompt, answer: 8 + reasoning, reasoning: reasoning), to: request,
                number: 0))
    }

    /// Answers in unusual places.
    private var chatAnswer: WireReply? {
        let answer = ChatSpelling.message(Quirk.answer)
        switch quirk {
        case .refusalField:
            return completion(ChatSpelling.message(nil).replacing("refusal", with: .string(Quirk.answer)))
        case .reasoningUsedUp:
            let message = ChatSpelling.message(nil).adding(["reasoning_content": .string(Quirk.reasoning)])
            return completion(message, finish: "length", reasoning: 64)
        case .contentParts:
            let half = Quirk.answer.index(Quirk.answer.startIndex, offsetBy: 17)
            let parts = [Quirk.answer[..<half], Quirk.answer[half...]].map { part -> ReplyJSON in
                ["type": "text", "text": .string(String(part))]
            }
            return completion(answer.replacing("content", with: .array(parts)))
        case .reasoningContent:
            return completion(answer.adding(["reasoning_content": .string(Quirk.reasoning)]), reasoning: 9)
        case .reasoningField:
            return completion(answer.adding(["reasoning": .string(Quirk.reasoning)]), reasoning: 9)
        case .reasoningInline:
            let text = "<think>\n\(Quirk.reasoning)\n</think>\n\n\(Quirk.answer)"
            return completion(ChatSpelling.message(text))
        case .tooLongInWords:
            return WireReply(
                status: 400,
                [
                    "object": "error", "type": "BadRequestError", "param": nil, "code": 400,
                    "message": "This model's maximum context length is 8 tokens. However, you requested 9 tokens.",
                ])
        default: return nil
        }
    }

    /// Parameters and media that are not taken.
    private var chatRefusal: WireReply? {
        switch quirk {
        case .maxTokensRefused: unsupported("max_tokens", " Use 'max_completion_tokens' instead.")
        case .maxCompletionTokensRefused: unsupported("max_completion_tokens", " Use 'max_tokens' instead.")
        case .temperatureRefused:
            refusing(
                "temperature",
                with: ChatSpelling.error(
                    400, code: "unsupported_value", parameter: "temperature",
                    message: "Unsupported value: 'temperature' does not support 0 with this model."))
        case .topPRefused: unsupported("top_p")
        case .seedRefused: unsupported("seed")
        case .logprobsRefused: unsupported("logprobs") ?? unsupported("top_logprobs")
        case .reasoningEffortRefused:
            refusing(
                "reasoning_effort",
                with: ChatSpelling.error(
                    400, code: nil, message: "Unrecognized request argument supplied: reasoning_effort"))
        case .schemaRefused:
            refusing(
                "response_format",
                with: ChatSpelling.error(
                    400, code: nil, parameter: "response_format",
                    message: "Invalid parameter: 'response_format' of type 'json_schema' is not supported."))
        case .detailRefused:
            refusing(
                "detail",
                with: ChatSpelling.error(
                    400, code: "unknown_parameter", parameter: "messages[0].content[1].image_url.detail",
                    message: "Unknown parameter: 'messages[0].content[1].image_url.detail'."))
        case .seedRefusedInDetails:
            refusing(
                "seed",
                with: WireReply(
                    status: 422,
                    [
                        "detail": [
                            [
                                "type": "extra_forbidden", "loc": ["body", "seed"], "input": 7,
                                "msg": "Extra inputs are not permitted",
                            ]
                        ]
                    ]))
        case .imageTypeRefused:
            ChatSpelling.error(
                400, code: "invalid_image_format",
                message: "You uploaded an unsupported image. Please make sure your image is valid.")
        case .imageSizeRefused:
            ChatSpelling.error(400, code: "image_too_large", message: "The image is too large: 21 MB, at most 20 MB.")
        case .audioFormatRefused:
            ChatSpelling.error(
                400, code: "invalid_value", parameter: "messages[0].content[1].input_audio.format",
                message: "Invalid value: 'mp3'. Supported values are: 'wav'.")
        case .audioRefused:
            request.mediaTypes.contains { $0.hasPrefix("audio/") }
                ? WireReply(
                    status: 400,
                    [
                        "object": "error", "type": "BadRequestError", "param": nil, "code": 400,
                        "message": "At most 0 audio(s) may be provided in one request.",
                    ]) : nil
        default: nil
        }
    }

    private func unsupported(_ parameter: String, _ advice: String = "") -> WireReply? {
        refusing(
            parameter,
            with: ChatSpelling.error(
                400, code: "unsupported_parameter", parameter: parameter,
                message: "Unsupported parameter: '\(parameter)' is not supported with this model.\(advice)"))
    }
}
