package dev.holdfast.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** An identity provider, as far as Holdfast needs one: it has a key pair, and signs what it is told. */
public final class Tokens {

    private final KeyPair keys;

    public Tokens() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @return the setting by which an API knows the public key, which is written into that folder */
    public String setting(Path directory) {
        try {
            Path file = Files.writeString(directory.resolve("identity.pub"), "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n");
            return "--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String token(String subject, String... roles) {
        return sign(claims(subject, roles).build());
    }

    /** @return good for five minutes */
    public static JWTClaimsSet.Builder claims(String subject, String... roles) {
        return new JWTClaimsSet.Builder().subject(subject).claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    public String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            token.sign(new RSASSASigner(keys.getPrivate()));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
