import AssayCore
import Testing

@testable import AssaySimulator

struct RequestFieldsTests {
    private func fields(_ json: String, at place: String = "") throws -> RequestFields {
        try RequestFields(try JSONValue(json.utf8), at: place, known: ["a", "b"])
    }

    @Test func `members are read by type, and null is absent`() throws {
        let fields = try fields(#"{"a":1,"b":null}"#)
        #expect(try fields.value("a", \.integer) == 1)
        #expect(try fields.value("b", \.integer) == nil)
        #expect(fields.keys == ["a"])
    }

    @Test(arguments: [
        (#"{"c":1}"#, RequestProblem("x.c", .unknown)), (#"{"a":1,"a":1}"#, RequestProblem("x.a", .wrongValue)),
        ("[]", RequestProblem("x", .wrongType)),
    ])
    func `an object in a wrong form is refused`(json: String, problem: RequestProblem) {
        #expect(throws: problem) { try fields(json, at: "x") }
    }

    @Test func `a member of a wrong type, absent or out of range is refused`() throws {
        let fields = try fields(#"{"a":"text"}"#)
        #expect(throws: RequestProblem("a", .wrongType)) { try fields.value("a", \.integer) }
        #expect(throws: RequestProblem("b", .missing)) { try fields.required("b", \.integer) }
        #expect(throws: RequestProblem("a", .wrongValue)) { try fields.choice("a", of: ["other"]) }
        #expect(throws: RequestProblem("b", .missing)) { try fields.list("b") }
        let number = try self.fields(#"{"a":2}"#)
        #expect(throws: RequestProblem("a", .wrongValue)) { try number.check(["a": 0...1]) }
    }

    @Test func `elements of a list have places of their own`() throws {
        #expect(try fields(#"{"a":[1,2]}"#, at: "x").list("a").map(\.place) == ["x.a[0]", "x.a[1]"])
        #expect(RequestProblem("x.a[0].b[1]", .unknown).name == "b")
        #expect(RequestProblem("x.a[0].b[1]", .unknown).enclosing == "x.a[0]")
    }
}
