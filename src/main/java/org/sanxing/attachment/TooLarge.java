package org.sanxing.attachment;

import org.sanxing.common.Refusal;

/** More than a file, or more files than a person, may bring into a case. */
class TooLarge extends Refusal {

    TooLarge(String code, Object... arguments) {
        super(Kind.TOO_LARGE, code, arguments);
    }

}
