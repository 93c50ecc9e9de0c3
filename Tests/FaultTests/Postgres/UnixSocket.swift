import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Sockets in folders, as PostgreSQL names them.
enum UnixSocket {
    /// A new folder with a socket that takes connections. Sockets have short paths.
    static func listen() throws -> (folder: String, socket: Int32) {
        var template = Array("/tmp/prom2b-wire.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let listener = try make(in: folder) { bind($0, $1, $2) }
        guard Foundation.listen(listener, 64) == 0 else { throw POSIXError(.EIO) }
        return (folder, listener)
    }

    /// A connection to the server whose socket is in a folder.
    static func connect(to folder: String) throws -> Int32 { try make(in: folder) { Foundation.connect($0, $1, $2) } }

    /// False when the other side has gone.
    @discardableResult
    static func send(_ bytes: some Collection<UInt8>, to socket: Int32) -> Bool {
        let bytes = Array(bytes)
        return Foundation.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// What has come, waiting for it; nil at the end.
    static func receive(from socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func make(
        in folder: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: (folder + "/.s.PGSQL.5432").utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        if result == 0 { return number }
        close(number)
        throw POSIXError(.ECONNREFUSED)
    }
}
