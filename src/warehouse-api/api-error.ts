import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Codes of the vendor's errors as far as they are known (facts section 5); the others are our reading. */
export const CODES = { accessRefused: 1, invalid: 3, failed: 4, notFound: 5 } as const;

/** An answer that is no success: its status, and the wrapped body that every client understands. */
export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: number;

  constructor(status: ContentfulStatusCode, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** `{"error":{"code":5,"message":"Value not found: id."}}`. */
  get body(): { readonly error: { readonly code: number; readonly message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

/** 400: a value that is not of its kind, or a name that is not known. */
export function invalid(name: string): ApiError {
  return new ApiError(400, CODES.invalid, `Invalid value: ${name}.`);
}

/** 404: nothing has this value. */
export function notFound(name: string): ApiError {
  return new ApiError(404, CODES.notFound, `Value not found: ${name}.`);
}

/** 409: the value is right but something stands against it. */
export function conflict(message: string): ApiError {
  return new ApiError(409, CODES.invalid, message);
}
