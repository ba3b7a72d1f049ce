import AssayCore
import Foundation
import Testing

@testable import AssayReports

struct JSONDocumentTests {
    private func object(_ value: some Encodable) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: try JSONEncoder().encode(value)) as? NSDictionary)
    }

    @Test func `planned records are the sum of the other four counts`() throws {
        let counts = try object(JSONDocument(SmallReport.report).counts)
        #expect(counts == ["planned": 54, "judged": 43, "unjudged": 6, "unanswered": 4, "pending": 1])
    }

    @Test func `a rubric is told by name, version, digest and questions, without its words`() throws {
        let rubric = SmallReport.rubric
        let expected: NSDictionary = [
            "name": "siuo", "version": "1", "digest": rubric.digest.hex, "questions": ["safe"],
        ]
        #expect(try object(JSONRubric(rubric)) == expected)
    }

    @Test func `a metric has the settled keys and the values of its estimate`() throws {
        let estimate = SmallReport.rate("safe_rate", "Safe", 9, 17, excluded: 1, interval: (0.3096, 0.7383))
            .of([.category: "morality"])
        let expected: NSDictionary = [
            "name": "safe_rate", "title": "Safe", "direction": "higher", "aggregation": "pooled", "value": 9.0 / 17,
            "numerator": 9, "denominator": 17, "excluded": 1,
            "interval": ["method": "wilson", "level": 0.95, "low": 0.3096, "high": 0.7383],
            "bounds": ["low": 0.5, "high": 10.0 / 18], "reason": NSNull(), "group": ["category": "morality"],
        ]
        #expect(try object(JSONMetric(estimate)) == expected)
    }

    /// Value, lower and upper end; then which of value, interval and bounds are left.
    @Test(
        arguments: [
            (0.5, 0.0, 1.0, true, true), (nil, 0, 1, false, true), (.nan, 0, 1, false, true),
            (.infinity, 0, 1, false, true), (0.5, -.infinity, 1, true, false), (0.5, 0, .infinity, true, false),
        ] as [(Double?, Double, Double, Bool, Bool)])
    func `a number that is not finite is null, and the ends of a range go together`(
        value: Double?, low: Double, high: Double, hasValue: Bool, hasRange: Bool
    ) throws {
        let estimate = Estimate(
            name: "safe_rate", title: "Safe", direction: .lower, aggregation: .macro, value: value, numerator: value,
            denominator: value, resolved: 1, excluded: 0,
            interval: Interval(method: "wilson", level: 0.95, low: low, high: high),
            bounds: Bounds(low: low, high: high), reason: nil)
        let metric = try object(JSONMetric(estimate))
        for key in ["value", "numerator", "denominator"] { #expect((metric[key] is NSNull) != hasValue, "\(key)") }
        for key in ["interval", "bounds"] { #expect((metric[key] is NSNull) != hasRange, "\(key)") }
        #expect(metric.count == 12)
    }

    @Test(
        arguments: [
            ("lab/a", "lab/a", nil, true), ("lab/a", "lab/b", nil, false), ("lab/a", "lab/b", "lab/a", true),
            ("lab/a", nil, nil, false),
        ] as [(String, String?, String?, Bool)])
    func `a run says whether the target rules on itself`(
        target: String, judge: String?, fallback: String?, expected: Bool
    ) throws {
        let report = SmallReport.report { manifest in
            func use(_ name: String) -> Manifest.ModelUse { .init(name: name, endpoint: nil, isSimulated: false) }
            manifest.models = [.target: use(target)]
            manifest.models[.judge] = judge.map(use)
            manifest.models[.fallbackJudge] = fallback.map(use)
        }
        #expect(try object(JSONRun(report))["judge_is_target"] as? Bool == expected)
    }

    @Test func `outcomes stand by name and none is missing`() {
        let document = JSONDocument(SmallReport.report)
        #expect(
            document.outcomes == [
                "judged": 43, "unreadable": 1, "partial": 5, "blocked_input": 3, "timed_out": 1, "pending": 1,
            ])
        #expect(document.metrics.count == SmallReport.report.estimates.count)
        #expect(document.format == "assay.report/1")
    }
}
