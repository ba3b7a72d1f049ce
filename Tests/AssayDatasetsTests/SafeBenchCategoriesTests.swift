import AssayCore
import AssayTestSupport
import SystemPackage
import Testing

@testable import AssayDatasets

struct SafeBenchCategoriesTests {
    private func read(_ text: String) throws -> [Int: String] {
        let folder = try TemporaryFolder()
        return try SafeBenchCategories.read(folder.write(text.utf8, to: "category.csv")).mapValues(\.key)
    }

    @Test(arguments: [
        "1,Hate Speech\n2,Bias\n", "no,name\n1,Hate Speech\n2,Bias\n", "name,no\nhate speech,1\nBS,2\n",
        "category,subcategory,file\nInappropriate Speech,HS,1\nInappropriate Opinions,Bias,2\n",
        "\u{FEFF}1,IS-HS\r\n2,IO-BS\r\n", "id,x,label\n1,100,Hate Speech\n2,100,Bias\n",
    ])
    func `columns are told by what they hold, in whatever order and under whatever heading`(text: String) throws {
        #expect(try read(text) == [1: "IS-HS", 2: "IO-BS"])
    }

    @Test(arguments: [
        ("1,HS\n2,Bias\n", "row 1: may mean CS-HS or IS-HS"),
        ("no,name\n1,Hate Speech\n2,Gardening\n", "row 3: names no sub-category"),
        ("a,b\nHate Speech,one\nBias,two\n", "row 2: no column holds a whole number"),
        ("a,b\n", "names no sub-category; fetch it again"),
        ("1,Hate Speech\nx,Bias\n", "row 2: no column holds a whole number"),
        ("1,Hate Speech\n1,Bias\n", "no column holds a whole number, each once"),
        ("1,Hate Speech\n2,Hate Speech\n", "gives 2 numbers to IS-HS"),
        ("", "names no sub-category"),
    ])
    func `what cannot be understood is named by its row, with what to do`(text: String, words: String) throws {
        let fault = #expect(throws: DatasetFault.self) { try read(text) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
        #expect(fault?.description.contains("; ") == true)
    }
}
