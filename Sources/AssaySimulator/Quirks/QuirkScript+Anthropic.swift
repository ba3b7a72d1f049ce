extension QuirkScript {
    /// The reply in Anthropic's form; nil where it is one that all forms have, or none.
    var anthropicReply: WireReply? {
        switch quirk {
        case .stopRefusal: return WireReply(AnthropicSpelling.refused(message([]), category: "cyber"))
        case .stopRefusalPartial:
            let partial = message([AnthropicSpelling.text(Quirk.partial)])
            return WireReply(AnthropicSpelling.refused(partial, category: "cyber"))
        case .outputBlockedAs400: return invalid("Output blocked by content filtering policy")
        case .reasoningBlocks: return WireReply(message([Self.thinking, AnthropicSpelling.text(Quirk.answer)]))
        case .reasoningRedacted:
            let hidden: ReplyJSON = ["type": "redacted_thinking", "data": "c2ltdWxhdGVk"]
            return WireReply(message([hidden, AnthropicSpelling.text(Quirk.answer)]))
        case .reasoningUsedUp: return WireReply(message([Self.thinking], stop: "max_tokens"))
        case .contextUsedUp:
            return WireReply(
                message([AnthropicSpelling.text(Quirk.partial)], stop: "model_context_window_exceeded"))
        case .contentParts:
            let half = Quirk.answer.index(Quirk.answer.startIndex, offsetBy: 17)
            let blocks = [Quirk.answer[..<half], Quirk.answer[half...]].map { AnthropicSpelling.text(String($0)) }
            return WireReply(message(.array(blocks)))
        case .overloadedWithStatus200:
            var reply = AnthropicSpelling().error(.failing(status: 529))
            reply.status = 200
            return reply
        default: return anthropicRefusal
        }
    }

    private static let thinking: ReplyJSON = [
        "type": "thinking", "thinking": .string(Quirk.reasoning), "signature": "c2ltdWxhdGVk",
    ]

    private func message(_ content: ReplyJSON, stop: String = "end_turn") -> ReplyJSON {
        AnthropicSpelling.message(
            content, stop: stop, usage: AnthropicSpelling.usage(prompt: prompt, answer: 8), to: request, number: 0)
    }

    /// Parameters and media that are not taken.
    private var anthropicRefusal: WireReply? {
        switch quirk {
        case .temperatureRefused:
            refusing("temperature", with: invalid("`temperature` is deprecated for this model."))
        case .topPRefused:
            request.parameters.isSuperset(of: ["temperature", "top_p"])
                ? invalid("`temperature` and `top_p` cannot both be specified for this model. Please use only one.")
                : nil
        case .reasoningEffortRefused:
            refusing("effort", with: invalid("This model does not support the effort parameter."))
                ?? refusing("thinking", with: invalid("thinking: Extra inputs are not permitted"))
        case .schemaRefused:
            refusing("output_config.format", with: invalid("output_config.format: Extra inputs are not permitted"))
                ?? refusing("output_format", with: invalid("output_format: Extra inputs are not permitted"))
        case .imageTypeRefused:
            invalid(
                """
                messages.0.content.1.image.source.base64.data: The image was specified using the image/png media type, \
                but the image appears to be a image/jpeg image
                """)
        case .imageSizeRefused:
            invalid(
                "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 5300000 bytes > 5242880 bytes")
        default: nil
        }
    }

    private func invalid(_ message: String) -> WireReply {
        AnthropicSpelling.error(400, "invalid_request_error", message)
    }
}
