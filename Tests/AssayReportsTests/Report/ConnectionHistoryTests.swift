import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct ConnectionHistoryTests {
    private func history(_ steps: [(Double, Int)], endpoint: String = "lab", end: Double? = nil) -> ConnectionHistory {
        let start = Date(timeIntervalSince1970: 1_760_000_000)
        return ConnectionHistory(
            endpoint: endpoint,
            steps: steps.map { .init(endpoint: endpoint, at: start.addingTimeInterval($0.0), limit: $0.1) },
            end: end.map { start.addingTimeInterval($0) })
    }

    @Test func `a limit that changed is told by its range and its end`() {
        #expect(history([(0, 20), (1, 51), (2, 48)]).words == "lab: 20 to 51 at once, 48 at the end")
        #expect(history([(0, 8)]).words == "lab: 8 at once")
    }

    // 600 wide from 46 on over ten seconds, 100 high for the limit of 40: 20 stands at 10 + 50.
    @Test func `the drawing goes in steps from limit to limit until the run's end`() {
        let drawing = history([(0, 20), (5, 40)], end: 10).drawing.description
        #expect(drawing.contains(#"d="M46.0 60.0H346.0V10.0H646.0""#))
        #expect(history([(0, 20)]).drawing.description.isEmpty)
    }

    @Test func `a hostile name of an endpoint steers nothing`() {
        let drawing = history([(0, 20), (5, 40)], endpoint: "<script>\u{1B}[31m").drawing.description
        #expect(!drawing.contains("<script>") && !drawing.contains("\u{1B}"))
    }

    @Test func `endpoints stand apart`() {
        var facts = SmallReport.facts
        facts.connections = ["b", "a", "b"].map {
            .init(endpoint: $0, at: Date(timeIntervalSince1970: 0), limit: 3)
        }
        #expect(ConnectionHistory.all(of: facts).map(\.endpoint) == ["a", "b"])
    }
}
