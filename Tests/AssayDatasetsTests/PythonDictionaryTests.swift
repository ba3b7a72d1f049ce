import AssayCore
import Testing

@testable import AssayDatasets

struct PythonDictionaryTests {
    @Test(
        arguments: [
            ("{'A': '推', 'B': '拉'}", ["A=推", "B=拉"], .python),
            (#"{"A": "推", "B": "it's"}"#, ["A=推", "B=it's"], .json),
            (#"{'A': "it's", 'B': 'x',}"#, ["A=it's", "B=x"], .python),
            (#"{'A': 'it\'s', 'B': 'a\\b\n\x41\u9501\U00009501'}"#, ["A=it's", "B=a\\b\nA锁锁"], .python),
            ("{'A': '推', 'B': 拉', 'C': '转'}", ["A=推", "B=拉", "C=转"], .repaired),
            ("{'A': '推', 'B': 拉'}", ["A=推", "B=拉"], .repaired),
            ("{ 'A' :'推' ,'B':'a, b: {c}' } ", ["A=推", "B=a, b: {c}"], .python), ("{}", [], .json),
        ] as [(String, [String], PythonDictionary.Form)])
    func `Python's form and JSON are read, and one missing quotation mark is put in`(
        _ text: String, _ members: [String], _ form: PythonDictionary.Form
    ) throws {
        let read = try PythonDictionary.read(text)
        #expect(read.members.map { "\($0.key)=\($0.value)" } == members)
        #expect(read.form == form)
    }

    @Test(arguments: [
        "", "{", "{'A': '推'", "{'A': '推', 'B': 拉}", "{'A': '推', 'B': '拉}", "{'A': 1}", "{'A': None}", "{'A': ['推']}",
        "{'A': {'B': '推'}}", "{A: '推'}", "{A': '推'}", "{'A' '推'}", "{'A': '推' 'B': '拉'}", "{'A': '推'} x", "['A']",
        "{'A': f'推'}", "{'A': 拉'x, 'B': 'y'}", #"{"A": 1}"#, #"{'A': '\q'}"#, #"{'A': '\u12'}"#, #"{'A': '\ud800'}"#,
        "{'A': '}", "dict(A='推')",
    ])
    func `anything else is refused, without its words`(text: String) {
        #expect { try PythonDictionary.read(text) } throws: { error in
            guard let fault = error as? FieldFault else { return false }
            return fault.problem.hasPrefix("'options' ") && !fault.problem.contains("推")
        }
    }
}
