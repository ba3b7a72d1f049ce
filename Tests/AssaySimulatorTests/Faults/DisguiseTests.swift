import AssayCore
import Testing

@testable import AssaySimulator

struct DisguiseTests {
    private func reply(_ form: SimulatedForm) throws -> WireReply {
        form.spelling.reply(.text("Yes.", isCut: false), to: try WireBench(form).request(), number: 7)
    }

    private func disguised(_ fault: Fault, in form: SimulatedForm) throws -> [UInt8] {
        let reply = try reply(form)
        return try #require(Disguise.bytes(of: reply, under: fault, in: form))
    }

    @Test(arguments: SimulatedForm.allCases)
    func `an odd reply says what the plain one says`(form: SimulatedForm) throws {
        let plain = try JSONValue(reply(form).bytes)
        let answer = { (json: JSONValue) in json["choices"] ?? json["content"] ?? json["candidates"] }
        for fault in [Fault.duplicateFields, .unknownFields, .wrongModel] {
            let odd = try JSONValue(disguised(fault, in: form))
            #expect(answer(odd) == answer(plain) && odd != plain, "\(fault)")
        }
        let renamed = try disguised(.wrongModel, in: form)
        #expect(String(decoding: renamed, as: UTF8.self).contains(#""another-model""#))
    }

    @Test(arguments: SimulatedForm.allCases)
    func `a wrong reply cannot be read as an answer`(form: SimulatedForm) throws {
        for fault in [Fault.malformed, .invalidUTF8] {
            let bytes = try disguised(fault, in: form)
            #expect(throws: JSONFault.self) { try JSONValue(bytes) }
        }
        let empty = try JSONValue(disguised(.emptyChoices, in: form))
        #expect((empty["choices"] ?? empty["content"] ?? empty["candidates"])?.elements?.isEmpty ?? true)
        let error = try JSONValue(disguised(.errorWithStatus200, in: form))
        #expect(error["error"] != nil)
    }

    @Test func `a huge reply has twenty megabytes and the same answer`() throws {
        let bytes = try disguised(.huge, in: .openAI)
        #expect((20 << 20...(20 << 20) + 20).contains(bytes.count))
        #expect(String(decoding: bytes.prefix(400), as: UTF8.self).contains(#""content":"Yes.""#))
    }
}
