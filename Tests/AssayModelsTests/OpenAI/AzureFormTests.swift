import AssayCore
import AssayTestSupport
import Testing

@testable import AssayModels

struct AzureFormTests {
    @Test(arguments: [
        (
            "https://x.openai.azure.com",
            "https://x.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21"
        ),
        (
            "https://x.openai.azure.com/?api-version=2025-01-01-preview",
            "https://x.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2025-01-01-preview"
        ),
        (
            "https://x.openai.azure.com/openai",
            "https://x.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21"
        ),
        (
            "https://x.openai.azure.com/openai/deployments/d",
            "https://x.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21"
        ),
        ("https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/openai/v1/chat/completions"),
    ])
    func `a deployment is found in the path, with a version`(base: String, url: String) throws {
        let address = try BaseURL(base)
        #expect(address.appending(AzureForm(url: address).resource(of: "my gpt")) == url)
    }

    @Test func `the list of models has a version too`() throws {
        let address = try BaseURL("https://x.openai.azure.com")
        #expect(
            address.appending(AzureForm(url: address).modelList)
                == "https://x.openai.azure.com/openai/models?api-version=2024-10-21")
    }

    @Test func `annotations of what was only detected are no block, over real HTTP`() async throws {
        let answer = """
            {"choices":[{"message":{"content":"Yes."},"finish_reason":"stop","content_filter_results":\
            {"violence":{"filtered":false,"severity":"low"},"jailbreak":{"filtered":false,"detected":true}}}],\
            "prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false}}}]}
            """
        let server = RawServer([.http(200, answer)])
        try await withServer(server.run) { port in
            try await withEndpoint(port: port, kind: .azure, key: Secret("the-key")) { endpoint in
                let model = endpoint.model("gpt", name: "azure/gpt", journal: MemoryJournal())
                #expect(await result(of: textCall(), from: model) == .success(Response(text: "Yes.")))
            }
        }
        let request = try #require(server.requests.first).lowercased()
        #expect(request.hasPrefix("post /openai/deployments/gpt/chat/completions?api-version=2024-10-21 http/1.1\r\n"))
        #expect(request.contains("\r\napi-key: the-key\r\n") && !request.contains("authorization"))
    }
}
