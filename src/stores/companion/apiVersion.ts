/** Version of the companion's HTTP API. Raised when an answer changes so that a reader of the former one would misread it. */
export const API_VERSION = 1;

/** Every answer of the API, errors too, carries its version in this header. */
export const API_VERSION_HEADER = 'assertion-context-api';

/** And every answer to whoever may ask, the store's time zone in this one. */
export const TIME_ZONE_HEADER = 'assertion-context-time-zone';
