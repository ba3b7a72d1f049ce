import Testing

@testable import AssaySimulator

struct WireReplyTests {
    @Test func `a reply that is written has the same bytes and type, and its JSON can no longer be changed`() {
        let reply = WireReply(status: 429, ["error": "wait"])
        let written = reply.written
        #expect(written.bytes == Array(#"{"error":"wait"}"#.utf8) && written.contentType == "application/json")
        #expect(written.status == 429)
        #expect(written.mapped { $0.removing("error") } == written)
    }

    @Test func `a further header goes before the one of its name`() {
        let reply = WireReply(type: "text/html", "<html>").with(["retry-after": "9", "location": "/"])
        #expect(reply.with(["retry-after": "7"]).headers == ["retry-after": "7", "location": "/"])
        #expect(reply.contentType == "text/html")
    }
}
