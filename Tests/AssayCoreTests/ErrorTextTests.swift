import AssayCore
import Testing

struct ErrorTextTests {
    @Test(arguments: [
        "Error: 429 Too Many Requests", "Error code: 400 - {'error': {}}", "Traceback (most recent call last):",
    ])
    func `a message of a client is an error`(text: String) {
        #expect(ErrorText.isError(text))
    }

    @Test(arguments: ["", "The error: you forgot the padlock.", "An error code of 400 means that the lock is shut."])
    func `an answer that speaks of errors is none`(text: String) {
        #expect(!ErrorText.isError(text))
    }
}
