import AssayDatasets
import Testing

struct ForeignSourceTests {
    @Test(arguments: [
        ("Safe", "safe"), (" UNSAFE\n", "unsafe"), ("\tpartly safe ", "partly safe"), ("1", "1"), (" ", ""),
    ])
    func `case and white space around a value do not matter`(value: String, folded: String) {
        #expect(ForeignSource.folded(value) == folded)
    }
}
