import AssayModels
import Testing

struct EndpointSettingsTests {
    @Test(arguments: [(nil, 20, 512), (8, 8, 8), (2000, 2000, 2000)])
    func `a given number of connections is start and ceiling, otherwise there is room to find one`(
        given: Int?, start: Int, ceiling: Int
    ) {
        let limits = Limits(maxConnections: given)
        #expect(limits.start == start && limits.ceiling == ceiling)
    }
}
