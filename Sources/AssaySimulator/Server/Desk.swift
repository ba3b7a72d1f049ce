import AssayCore
import NIOCore

/// Decides what one attempt at a request gets: which reply, after which wait, with which fault.
struct Desk {
    /// Further names of models, and the persona that answers to each.
    let aliases: [String: Persona]
    let key: AnswerKey
    let faults: FaultPlan

    /// What one attempt gets.
    struct Order {
        let reply: WireReply
        var wait = Duration.zero
        var fault: Fault?
    }

    /// What a body gets.
    ///
    /// - Parameters:
    ///   - body: the request's.
    ///   - address: where it came in.
    ///   - digest: of the body.
    ///   - attempt: how often the same body has been served before.
    /// - Returns: the reply, the wait before it, and the fault that it goes out with.
    func order(for body: ByteBuffer, at address: Address, digest: Digest, attempt: Int) -> Order {
        let fault = faults.fault(digest: digest, attempt: attempt)
        let form = address.form
        func plain(_ reply: WireReply, isUnsafe: @autoclosure () -> Bool = false) -> Order {
            Order(
                reply: reply, wait: faults.wait(digest: digest, attempt: attempt, isUnsafe: isUnsafe()), fault: fault)
        }
        do throws(RequestProblem) {
            let request = try read(body, at: address)
            if let quirk = Quirk(modelName: request.model), quirk.forms.contains(form) {
                return order(for: quirk.reply(in: form, to: request, attempt: attempt))
            }
            guard let persona = Persona(rawValue: request.model) ?? aliases[request.model] else {
                return plain(form.spelling.error(.unknownModel(request.model)))
            }
            let answer = persona.reply(to: request.request, key: key)
            let number = StableHash(of: digest.hex).value
            var reply = form.spelling.reply(answer, to: request, number: number)
            if case .blockedInput = answer, reply.status == 400, faults.filtersAs500(digest: digest) {
                reply.status = 500
            }
            return plain(reply, isUnsafe: persona.behaviour(for: request.request)?.isUnsafe ?? false)
        } catch {
            return plain(form.spelling.error(.invalid(error)))
        }
    }

    private func read(_ body: ByteBuffer, at address: Address) throws(RequestProblem) -> WireRequest {
        // What is wrong with the JSON is of no interest: a client's own encoder has written it.
        guard let json = try? JSONValue(body.readableBytesView) else { throw RequestProblem("body", .notJSON) }
        return try address.form.spelling.request(json, model: address.model)
    }

    /// A quirk is what it is, whatever else the server does wrong.
    private func order(for quirk: QuirkReply) -> Order {
        switch quirk {
        case .reply(let reply): Order(reply: reply)
        case .fault(let fault, let reply): Order(reply: reply, fault: fault)
        }
    }
}
