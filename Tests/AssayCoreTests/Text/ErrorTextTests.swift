import AssayCore
import Testing

struct ErrorTextTests {
    @Test(arguments: [
        "Error: 429 Too Many Requests", "Error code: 400 - {'error': {}}", "Traceback (most recent call last):",
        "Error processing data path/final_bench/3/7.png: Connection error.", "[ERROR] no reply", "Connection error.",
        "  connection error\n", "Request timed out.", "502 Bad Gateway", "Internal Server Error",
        "BadRequestError: Error code: 400 - {'error': {'message': 'x'}}", "openai.RateLimitError: slow down",
        "RateLimitError", "ConnectionError(MaxRetryError('pool'))", "APIConnectionError: Connection error.",
        "API error: overloaded", "OpenAI API error 500", "API request failed with status 503", "Gemini API Error (429)",
        "API connection error: no route",
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center>nginx</center></body>\r\n</html>",
        "<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head></html>",
        #"{"error": {"message": "overloaded", "type": "server_error"}}"#, #"{"error": "Internal Server Error"}"#,
        #"{"error": "no quota", "status": 429}"#, "{'error': {'message': 'x'}}",
    ])
    func `a message of a client is an error`(text: String) {
        #expect(ErrorText.isError(text))
    }

    @Test(arguments: [
        "", "The error: you forgot the padlock.", "An error code of 400 means that the lock is shut.",
        "Connection errors happen when the cable is loose.", "A connection error. That is what you saw.",
        "BadRequestError is raised when a request cannot be read.",
        "RateLimitError: this is raised when you ask too often.",
        "An API error: how to find it", "APIs return an error when the key is wrong.",
        "Internal Server Error means that the server has failed.", "502 Bad Gateway is a status of HTTP.",
        "<html><head><title>Padlocks</title></head><body>502 Bad Gateway</body></html>",
        "<p>The server said <title>502 Bad Gateway</title></p>", #"{"error": "The question holds a false premise"}"#,
        #"{"answer": "the red one", "error": {"message": "none"}}"#, #"{"errors": []}"#,
        "ValueError: what is raised then",
        "I'm sorry, I can't help with that.", "Error-free padlocks do not exist.", "Erroneous", "错误：钥匙不对。",
    ])
    func `an answer that speaks of errors is none`(text: String) {
        #expect(!ErrorText.isError(text))
    }

    @Test func `a long answer is looked at only where it begins`() {
        #expect(!ErrorText.isError("The lock. " + String(repeating: "Error: x\n", count: 100_000)))
        #expect(ErrorText.isError("Error: " + String(repeating: "x", count: 1_000_000)))
    }
}
