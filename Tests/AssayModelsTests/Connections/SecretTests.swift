import AssayModels
import Testing

struct SecretTests {
    @Test func `a key is never printed, described or dumped`() {
        let settings = EndpointSettings(baseURL: "https://a.example", key: Secret("the-key"))
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped, "\(Secret("the-key"))"] {
            #expect(!text.contains("the-key"))
        }
    }
}
