//! A seal: a detached signature (Ed25519, RFC 8032) of a manifest, which proves every
//! file that the manifest has the sums of.

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use super::fixity::hexadecimal;

/// What the name of a signature ends in, behind that of the file that is signed.
const SIGNATURE: &str = ".sig";

/// What the name of the public key ends in, behind that of the file that is signed.
const PUBLIC_KEY: &str = ".pem";

/// Returns the names of the signature of a file and of the key that proves it.
pub fn names(signed: &str) -> [String; 2] {
    [SIGNATURE, PUBLIC_KEY].map(|ending| format!("{signed}{ending}"))
}

/// Returns the names of a time stamp of the signature of a file (RFC 3161), and of the
/// request for it.
pub fn stamps(signed: &str) -> [String; 2] {
    [".tsr", ".tsq"].map(|ending| format!("{signed}{SIGNATURE}{ending}"))
}

/// A signature and the key that proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The signature: 64 bytes.
    pub signature: Vec<u8>,
    /// The public key, as PEM (RFC 8410).
    pub public_key: String,
}

/// Returns the seal of a file by a private key, which is PKCS#8 in PEM, as
/// `openssl genpkey -algorithm ed25519` writes it.
///
/// # Errors
///
/// Fails where the key is none, and says what was expected.
pub fn sign(file: &[u8], key: &str) -> Result<Seal, String> {
    let key = SigningKey::from_pkcs8_pem(key.trim()).map_err(|error| {
        format!("the key is no Ed25519 private key in PEM (PKCS#8, not encrypted): {error}")
    })?;
    let public_key = key.verifying_key().to_public_key_pem(LineEnding::LF);
    let public_key = public_key.map_err(|error| error.to_string())?;
    Ok(Seal { signature: key.sign(file).to_bytes().to_vec(), public_key })
}

/// Returns the fingerprint of the key, if a signature of a file is by it: the SHA-256
/// of the key as it is exchanged (DER), in hexadecimal.
///
/// # Errors
///
/// Fails where the key is none or the signature does not hold, and says which.
pub fn verify(file: &[u8], signature: &[u8], public_key: &str) -> Result<String, String> {
    let key = public(public_key)?;
    let signature = Signature::from_slice(signature)
        .map_err(|_| format!("the signature has {} bytes, expected 64", signature.len()))?;
    key.verify_strict(file, &signature).map_err(|_| {
        "the signature is not by this key, or the file has changed since".to_string()
    })?;
    let der = key.to_public_key_der().map_err(|error| error.to_string())?;
    Ok(hexadecimal(&Sha256::digest(der.as_bytes())))
}

/// Says what is wrong with a public key.
///
/// # Errors
///
/// Fails where it is none.
pub fn is_public(key: &str) -> Result<(), String> {
    public(key).map(|_| ())
}

fn public(key: &str) -> Result<VerifyingKey, String> {
    VerifyingKey::from_public_key_pem(key.trim())
        .map_err(|error| format!("the key is no Ed25519 public key in PEM: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The private key of the first test vector of RFC 8032, 7.1, as RFC 8410 has it.
    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";

    #[test]
    fn a_seal_is_proved_by_its_key_and_no_longer_once_a_byte_has_changed() {
        // RFC 8032, 7.1, TEST 1: the signature of nothing.
        let seal = sign(b"", KEY).expect("sealed");
        assert!(hexadecimal(&seal.signature).starts_with("e5564300c360ac72"));
        let sealed = sign(b"manifest", KEY).expect("sealed");
        let proved = verify(b"manifest", &sealed.signature, &sealed.public_key).expect("proved");
        assert_eq!(proved.len(), 64);
        assert!(verify(b"manifesT", &sealed.signature, &sealed.public_key).is_err());
        assert!(verify(b"manifest", &seal.signature, &sealed.public_key).is_err());
    }

    #[test]
    fn what_is_no_key_is_said() {
        let said = sign(b"", "no key").expect_err("refused");
        assert!(said.contains("Ed25519 private key in PEM"), "{said}");
    }
}
