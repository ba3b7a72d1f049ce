import AssayCore
import AssayMetrics
import Testing

@testable import AssayReports

struct DifferencePictureTests {
    @Test func `the ends, the value and no difference stand in their places`() throws {
        let difference = try #require(SmallComparison.report().whole.first)
        let picture = DifferencePicture([difference])
        let line = Array(picture.line(difference))
        #expect(line.count == 49)
        #expect(line[24] == "|")
        // The upper end is the farthest from 0 and so the edge.
        #expect(line.last == ">")
        let value = try #require(line.firstIndex(of: "o"))
        #expect(value == 24 + Int((24 * 300 / 17 / picture.reach).rounded()))
        #expect(try #require(line.firstIndex(of: "<")) < 24)
        #expect(picture.axis.count == 49)
        #expect(picture.axis.hasPrefix("-") && Array(picture.axis)[24] == "0")
    }

    @Test func `the picture reaches at least five points`() {
        #expect(DifferencePicture([]).reach == 5)
    }
}
