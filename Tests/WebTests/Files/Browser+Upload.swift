import HTTPTypes
import Kernel
import Web

extension Browser {
    /// Sends one file with progress, as the upload script does.
    /// - Parameter claiming: the length that the header gives instead of the true one.
    func upload(_ address: String, field: String, file: String, bytes: [UInt8], claiming: Int? = nil) async throws
        -> Answer
    {
        let boundary = "----upload"
        var body = Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n".utf8)
        body += Array(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(file)\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        var headers = HTTPFields()
        headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
        headers[.contentLength] = String(claiming ?? body.count)
        headers[.init("X-Upload")!] = "1"
        return try await send(.post, address, headers: headers, body: body)
    }
}
