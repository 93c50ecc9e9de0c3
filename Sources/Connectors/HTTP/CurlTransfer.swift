import CCurl
import Glibc
import Kernel

/// One request under way. A class because libcurl calls back into it. Unchecked: after `start` only the thread of
/// `CurlTransfers` touches it.
final class CurlTransfer: @unchecked Sendable {
    typealias Ending = @Sendable (Result<IncomingAnswer, TransferFailure>) -> Void

    let request: OutgoingRequest
    let id: UInt64
    private let ending: Ending
    private(set) var easy: UnsafeMutableRawPointer?
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var headers: [String: String] = [:]
    private var body: [UInt8] = []
    private var isTruncated = false
    private var metForbidden = false
    /// Bytes of a letter that libcurl has taken.
    private var given = 0
    private var recipients: UnsafeMutablePointer<curl_slist>?

    init(_ request: OutgoingRequest, id: UInt64, ending: @escaping Ending) {
        self.request = request
        self.id = id
        self.ending = ending
    }

    /// Makes the handle that the caller hands to libcurl; nil when libcurl refuses the request.
    func start() -> UnsafeMutableRawPointer? {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        return configure(easy) ? easy : nil
    }

    private func configure(_ easy: UnsafeMutableRawPointer) -> Bool {
        let codes = [
            prom2b_curl_set_text(easy, CURLOPT_URL, request.address),
            // A proxy of the environment would connect to where we may not.
            prom2b_curl_set_text(easy, CURLOPT_PROXY, ""),
            prom2b_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
            // On a connection that was used before, libcurl silently sends a second time when it finds it closed.
            prom2b_curl_set_long(easy, CURLOPT_FRESH_CONNECT, 1),
            prom2b_curl_set_long(easy, CURLOPT_FORBID_REUSE, 1),
            prom2b_curl_set_long(easy, CURLOPT_TIMEOUT_MS, Int(request.timeout.milliseconds)),
            prom2b_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(request.timeout.milliseconds / 2)),
        ] + (request.authorities.map { [prom2b_curl_set_text(easy, CURLOPT_CAINFO, $0)] } ?? [])
        let isReady = request.envelope.map { setEnvelope($0, easy) } ?? (setRequest(easy) && setBody(easy))
        return isReady && !codes.contains { $0 != CURLE_OK } && setCallbacks(easy)
    }

    private func setRequest(_ easy: UnsafeMutableRawPointer) -> Bool {
        for header in request.headers {
            headerList = curl_slist_append(headerList, "\(header.name): \(header.value)")
        }
        // libcurl would otherwise ask first and wait a second for the answer.
        headerList = curl_slist_append(headerList, "Expect:")
        let codes = [
            prom2b_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
            prom2b_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
            prom2b_curl_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1)),
            prom2b_curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method),
            prom2b_curl_set_list(easy, CURLOPT_HTTPHEADER, headerList),
        ]
        return !codes.contains { $0 != CURLE_OK }
    }

    /// A letter: libcurl takes it piece by piece, stuffs leading full stops and ends it.
    private func setEnvelope(_ envelope: MailEnvelope, _ easy: UnsafeMutableRawPointer) -> Bool {
        for address in envelope.to { recipients = curl_slist_append(recipients, "<\(address)>") }
        var codes = [
            prom2b_curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            prom2b_curl_set_text(easy, CURLOPT_MAIL_FROM, "<\(envelope.from)>"),
            prom2b_curl_set_list(easy, CURLOPT_MAIL_RCPT, recipients),
            prom2b_curl_set_long(easy, CURLOPT_UPLOAD, 1),
            prom2b_curl_set_long(easy, CURLOPT_USE_SSL, envelope.requiresTLS ? Int(CURLUSESSL_ALL.rawValue) : Int(CURLUSESSL_NONE.rawValue)),
            prom2b_curl_set_receiver(easy, CURLOPT_READFUNCTION) { room, size, count, context in
                CurlTransfer.of(context).give(UnsafeMutableRawBufferPointer(start: room, count: size * count))
            },
            prom2b_curl_set_pointer(easy, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque()),
        ]
        if let login = envelope.login {
            codes.append(prom2b_curl_set_text(easy, CURLOPT_USERNAME, login.name))
            codes.append(prom2b_curl_set_text(easy, CURLOPT_PASSWORD, login.password))
        }
        return !codes.contains { $0 != CURLE_OK }
    }

    private func setBody(_ easy: UnsafeMutableRawPointer) -> Bool {
        if request.body.isEmpty, request.method == "GET" { return true }
        return request.body.withUnsafeBytes { prom2b_curl_set_body(easy, $0.baseAddress ?? UnsafeRawPointer(easy), $0.count) } == CURLE_OK
    }

    private func setCallbacks(_ easy: UnsafeMutableRawPointer) -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let codes = [
            prom2b_curl_set_receiver(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
                CurlTransfer.of(context).take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
            },
            prom2b_curl_set_pointer(easy, CURLOPT_WRITEDATA, context),
            prom2b_curl_set_receiver(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
                CurlTransfer.of(context).take(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
            },
            prom2b_curl_set_pointer(easy, CURLOPT_HEADERDATA, context),
            prom2b_curl_set_opener(easy) { context, _, address in
                CurlTransfer.of(context).open(address)
            },
            prom2b_curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context),
        ]
        return !codes.contains { $0 != CURLE_OK }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
        guard let context else { preconditionFailure("libcurl lost the context") }
        return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    // MARK: Called by libcurl

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let piece = request.body[given..<min(request.body.count, given + room.count)]
        room.copyBytes(from: piece)
        given += piece.count
        return piece.count
    }

    private func take(body bytes: UnsafeRawBufferPointer) -> Int {
        let room = request.answerLimit - body.count
        body.append(contentsOf: bytes.prefix(room))
        guard bytes.count > room else { return bytes.count }
        // Anything but the number of bytes ends the transfer: we have what we want.
        isTruncated = true
        return 0
    }

    private func take(header bytes: UnsafeRawBufferPointer) -> Int {
        let line = String(decoding: bytes, as: UTF8.self)
        // A new status line, as after a «100 Continue», begins the headers anew.
        if line.hasPrefix("HTTP/") { headers = [:] }
        if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            headers[line[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
        }
        return bytes.count
    }

    private func open(_ address: UnsafeMutablePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let address else { return -1 }
        let known = withUnsafePointer(to: &address.pointee.addr) {
            NetworkAddress($0, length: Int(address.pointee.addrlen))
        }
        guard let known, request.allowsPrivate || known.isPublic else {
            metForbidden = true
            return -1
        }
        return socket(address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
    }

    // MARK: The end

    func finish(_ code: CURLcode) {
        let status = easy.map { prom2b_curl_get_long($0, CURLINFO_RESPONSE_CODE) } ?? 0
        if code == CURLE_OK || isTruncated && status > 0 && request.envelope == nil {
            end(.success(IncomingAnswer(status: status, headers: headers, body: body)))
        } else {
            let detail = String(cString: curl_easy_strerror(code))
            end(.failure(TransferFailure(reason: reason(code), wasSent: wasSent, detail: detail, code: status)))
        }
    }

    /// Ended from our side, in the middle of whatever it was doing.
    func cancel() {
        end(.failure(TransferFailure(reason: .cancelled, wasSent: wasSent, detail: "cancelled")))
    }

    /// A mail server acts on nothing before it has the whole letter.
    private var wasSent: Bool {
        if request.envelope != nil { return given == request.body.count }
        return easy.map { prom2b_curl_get_long($0, CURLINFO_REQUEST_SIZE) > 0 } ?? false
    }

    private func end(_ result: Result<IncomingAnswer, TransferFailure>) {
        if let easy { curl_easy_cleanup(easy) }
        easy = nil
        curl_slist_free_all(headerList)
        curl_slist_free_all(recipients)
        headerList = nil
        recipients = nil
        ending(result)
    }

    private func reason(_ code: CURLcode) -> TransferFailure.Reason {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .notFound
        case CURLE_COULDNT_CONNECT: metForbidden ? .forbiddenAddress : .notConnected
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .untrusted
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .cutOff
        default: metForbidden ? .forbiddenAddress : .other
        }
    }
}
