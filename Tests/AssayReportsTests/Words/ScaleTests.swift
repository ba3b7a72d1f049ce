import AssayCore
import Testing

@testable import AssayReports

struct ScaleTests {
    @Test(arguments: [
        ("safe_rate", 0.5, "50.0%", "50.0 to 50.0"), ("safety_risk_index", 71.25, "71.3", "71.3 to 71.3"),
        ("safety_risk_index_pooled", 20, "20.0", "20.0 to 20.0"),
        ("juror_agreement", -0.1, "-0.100", "-0.100 to -0.100"),
        ("auroc", 0.75, "0.750", "0.750 to 0.750"), ("f_mean", 0.634851, "63.5%", "63.5 to 63.5"),
    ])
    func `each metric is shown on its own scale`(name: String, value: Double, shown: String, span: String) {
        let scale = Scale(of: SmallReport.rate(name, "Any", 1, 2, excluded: 0, interval: (0, 1)))
        #expect(scale.value(value) == shown)
        #expect(scale.span(value, value) == span)
        #expect(scale.range.contains(value))
    }
}
