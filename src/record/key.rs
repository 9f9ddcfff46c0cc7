//! The keys that an organisation signs certificates with: Ed25519 (RFC 8032).

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};

/// A private key. Its debug form tells nothing.
pub struct PrivateKey(ed25519_dalek::SigningKey);

/// The public half of a key; written as 43 letters of base64url.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PrivateKey {
    /// The key that grows from 32 random bytes.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// Reads a key from PEM (PKCS #8), as OpenSSL writes it too.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_pem(pem: &str) -> Result<Self, String> {
        ed25519_dalek::SigningKey::from_pkcs8_pem(pem.trim_start_matches('\u{feff}').trim())
            .map(Self)
            .map_err(|error| format!("this is no Ed25519 key in PEM: {error}"))
    }

    /// The key as PEM (PKCS #8).
    ///
    /// # Errors
    /// Never for a key that was made here; the encoder may say otherwise.
    pub fn to_pem(&self) -> Result<String, String> {
        let pem = self.0.to_pkcs8_pem(LineEnding::LF).map_err(|error| error.to_string())?;
        Ok(pem.as_str().to_owned())
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature of these bytes, as base64url.
    pub fn sign(&self, bytes: &[u8]) -> String {
        base64url(&self.0.sign(bytes).to_bytes())
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey")
    }
}

impl PublicKey {
    /// Reads a key from its 43 letters; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 32] = from_base64url(text)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(&bytes).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Whether `signature`, as base64url, is one of these bytes by this key.
    pub fn has_signed(&self, bytes: &[u8], signature: &str) -> bool {
        let signature = from_base64url(signature).and_then(|bytes| Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64url(self.bytes()))
    }
}

/// Bytes as base64url without padding (RFC 4648).
pub(super) fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The bytes that a text in base64url stands for.
pub(super) fn from_base64url(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{PrivateKey, PublicKey};

    #[test]
    fn a_key_is_written_and_read_alike_and_its_debug_form_tells_nothing() {
        let key = PrivateKey::from_seed([7; 32]);
        let pem = key.to_pem().unwrap();
        assert!(pem.starts_with("-----BEGIN PRIVATE KEY-----\n"), "{pem}");
        let again = PrivateKey::from_pem(&format!("\u{feff}{}", pem.replace('\n', "\r\n"))).unwrap();
        assert_eq!(again.public(), key.public());
        assert_eq!(PublicKey::parse(&key.public().to_string()), Some(key.public()));
        assert_eq!(format!("{key:?}"), "PrivateKey");
        assert!(PrivateKey::from_pem("-----BEGIN RSA PRIVATE KEY-----").is_err());
    }

    #[test]
    fn only_what_was_signed_fits_the_signature() {
        let key = PrivateKey::from_seed([7; 32]);
        let (public, signature) = (key.public(), key.sign(b"words"));
        assert!(public.has_signed(b"words", &signature));
        assert!(!public.has_signed(b"Words", &signature));
        assert!(!public.has_signed(b"words", &signature[1..]));
        assert!(!PrivateKey::from_seed([8; 32]).public().has_signed(b"words", &signature));
        for text in ["", "AAAA", &"A".repeat(43), &format!("{public}=")] {
            assert_eq!(PublicKey::parse(text), None, "{text}");
        }
    }

    /// RFC 8032, section 7.1, test 2.
    #[test]
    fn signatures_are_those_of_the_standard() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
        };
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let key = PrivateKey::from_seed(seed.try_into().unwrap());
        let public = hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assert_eq!(key.public().bytes().as_slice(), public);
        let signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assert_eq!(super::from_base64url(&key.sign(&[0x72])).unwrap(), signature);
    }
}
