import Hummingbird
import NIOCore

extension WireReply {
    /// The reply as Hummingbird takes it.
    var response: Response {
        var fields: HTTPFields = [.contentType: contentType]
        for (name, value) in headers {
            if let name = HTTPFields.Element.Name(name) { fields[name] = value }
        }
        return Response(
            status: .init(code: status), headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
