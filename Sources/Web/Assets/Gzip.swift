import CZlib
import Kernel

/// The gzip format (RFC 1952) by zlib.
package enum Gzip {
    /// The whole input compressed; `level` 1 (fast) … 9 (small). Fails only when memory runs out.
    package static func compress(_ input: [UInt8], level: Int32 = 6) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window and 16 for the gzip header instead of the zlib one; 8 is zlib's own default memory level.
        let opened = deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw outOfMemory }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(input.count))))
        var source = input
        let result = source.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END else { throw outOfMemory }
        output.removeLast(output.count - Int(stream.total_out))
        return output
    }

    private static let outOfMemory = Failure(.unavailable, AssetTexts.compressionFailed)
}
