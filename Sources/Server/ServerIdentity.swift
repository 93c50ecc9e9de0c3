import CRM
import FoundationEssentials
import Kernel
import NIOSSL

/// By what the server proves who it is: a certificate with its chain, and the private key to it.
struct ServerIdentity {
    let configuration: TLSConfiguration

    /// - Parameters: files in PEM; the server's own certificate comes first.
    /// - Throws: `Failure` `.invalid` that names the file and says what to do.
    init(certificate: String, key: String) throws {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            if chain.isEmpty { throw Failure(.invalid, ServerIdentityTexts.noCertificate.with(["path": certificate])) }
            let privateKey: NIOSSLPrivateKey
            do {
                privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            } catch {
                throw Failure(.invalid, ServerIdentityTexts.noPrivateKey.with(["path": key]))
            }
            configuration = .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
            // A key of another certificate is found now, not by the first browser.
            _ = try NIOSSLContext(configuration: configuration)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.invalid, ServerIdentityTexts.noCertificate.with(["path": certificate]))
        }
    }
}
