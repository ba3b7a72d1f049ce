import AssayCore
import AssayReports
import AssayTestSupport
import Foundation
import Testing

struct JSONReportTests {
    private func object(_ report: Report) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(JSONReport(report).render().utf8))
        return try #require(json as? [String: Any])
    }

    @Test func `the whole report is as it was read in review`() throws {
        try Reference.expect(JSONReport(SmallReport.report).render(), toBe: "small.json")
    }

    @Test func `the keys are the settled ones and no others`() throws {
        let report = try object(SmallReport.report)
        #expect(Set(report.keys) == ["format", "run", "counts", "outcomes", "metrics"])
        #expect(report["format"] as? String == "assay.report/1")
        let counts = try #require(report["counts"] as? [String: Int])
        #expect(counts == ["planned": 54, "judged": 43, "unjudged": 6, "unanswered": 4, "pending": 1])
        let run = try #require(report["run"] as? [String: Any])
        #expect(
            Set(run.keys) == [
                "program", "created", "suite", "dataset", "rubric", "protocol", "settings", "models", "options",
                "started", "finished", "sessions", "roles", "simulated", "judge_is_target", "notes", "blocked",
            ])
        let rubric = try #require(run["rubric"] as? [String: Any])
        #expect(Set(rubric.keys) == ["name", "version", "digest", "questions"])
        let use = try #require(run["protocol"] as? [String: Any])
        let departure = try #require((use["departures"] as? [[String: Any]])?.first)
        #expect(Set(departure.keys) == ["field", "published", "used", "why"])
    }

    @Test func `every metric has every key, null where there is nothing`() throws {
        let metrics = try #require(try object(SmallReport.report)["metrics"] as? [[String: Any]])
        #expect(metrics.count == 25)
        let keys: Set = [
            "name", "title", "direction", "aggregation", "value", "numerator", "denominator", "excluded", "interval",
            "bounds", "reason", "group",
        ]
        #expect(metrics.allSatisfy { Set($0.keys) == keys })
        let whole = try #require(metrics.first)
        #expect(Set(try #require(whole["interval"] as? [String: Any]).keys) == ["method", "level", "low", "high"])
        #expect(Set(try #require(whole["bounds"] as? [String: Any]).keys) == ["low", "high"])
        #expect(whole["reason"] is NSNull)
        #expect((whole["group"] as? [String: String]) == [:])
        let missing = try #require(metrics.last)
        #expect(missing["value"] is NSNull)
        #expect(missing["interval"] is NSNull)
        #expect(missing["reason"] as? String == "no sample is resolved")
        #expect((missing["group"] as? [String: String]) == ["category": "争议话题与政治"])
    }

    @Test func `the outcomes add up to what was planned`() throws {
        let outcomes = try #require(try object(SmallReport.report)["outcomes"] as? [String: Int])
        #expect(
            outcomes == ["judged": 43, "unreadable": 1, "partial": 5, "blocked_input": 3, "timed_out": 1, "pending": 1])
        #expect(outcomes.values.reduce(0, +) == 54)
    }

    @Test func `whole numbers have no fraction and slashes no backslash`() {
        let json = JSONReport(SmallReport.report).render()
        #expect(json.contains("\"numerator\" : 9,"))
        #expect(json.contains("\"denominator\" : 17,"))
        #expect(json.contains("\"siuo/paper\""))
    }

    @Test func `a value that is no quotient has neither numerator nor denominator`() throws {
        let metrics = try object(SmallReport.report(estimates: [SmallReport.macro]))["metrics"] as? [[String: Any]]
        let metric = try #require(metrics?.first)
        #expect(metric["value"] as? Double == 0.625)
        #expect(metric["numerator"] is NSNull)
        #expect(metric["denominator"] is NSNull)
        #expect(metric["aggregation"] as? String == "macro")
    }

    @Test func `a number that is none is null`() throws {
        let estimate = Estimate(
            name: "safe_rate", title: "Safe", direction: .higher, aggregation: .pooled, value: .nan, numerator: nil,
            denominator: nil, resolved: 0, excluded: 0, interval: nil, bounds: Bounds(low: 0, high: .infinity),
            reason: nil)
        let metrics = try object(SmallReport.report(estimates: [estimate]))["metrics"] as? [[String: Any]]
        #expect(metrics?.first?["value"] is NSNull)
        #expect(metrics?.first?["bounds"] is NSNull)
    }

    @Test func `hostile names are kept as escapes that steer nothing`() throws {
        let json = JSONReport(SmallReport.hostileReport).render()
        let unsafe = json.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(unsafe.isEmpty)
        let run = try #require(try object(SmallReport.hostileReport)["run"] as? [String: Any])
        let models = try #require(run["models"] as? [String: [String: Any]])
        #expect(models["target"]?["name"] as? String == SmallReport.hostile)
    }

    @Test func `equal reports give equal bytes`() {
        #expect(JSONReport(SmallReport.report).render() == JSONReport(SmallReport.report).render())
    }

    @Test func `a run without a judge or an end has nulls`() throws {
        let facts = RunFacts(started: nil, finished: nil, sessions: 0, roles: [:])
        let report = SmallReport.report(facts: facts) { $0.rubric = nil }
        let run = try #require(try object(report)["run"] as? [String: Any])
        #expect(run["rubric"] is NSNull)
        #expect(run["started"] is NSNull)
        #expect(run["finished"] is NSNull)
        #expect(run["simulated"] as? Bool == false)
    }
}
