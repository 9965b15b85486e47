/* Generated from the served router by `npm run generate`. Change the server, not this file. */

export declare const clientRouter: import("@trpc/server").TRPCBuiltRouter<{
    ctx: object;
    meta: object;
    errorShape: {
        code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
        message: string;
        data: {
            code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
            httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
            path: string | undefined;
            appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
            requestId: string | undefined;
            issues: {
                path: string;
                message: string;
                code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
            }[] | undefined;
        };
    };
    transformer: false;
}, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
    /** Doctors and shows: the owners of slots. */
    resources: {
        /**
         * Create a resource.
         *
         * Makes the owner of slots. Returns the resource. Safe to repeat with an idempotency key.
         *
         * Errors: `EXTERNAL_ID_TAKEN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Texts by key, for your own systems */
                metadata?: Record<string, string> | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | undefined;
                /** Whether customers name a person for each place before they confirm */
                asksAttendees?: boolean | undefined;
                /** What customers are asked, a JSON Schema of the answers; null: nothing. Answers given before stay */
                questions?: {
                    /** Answers are a map */
                    type: "object";
                    /** The questions by key, in the order in which they are asked */
                    properties: Record<string, {
                        /** A text, or one of several choices */
                        type: "string";
                        /** The question, as customers read it */
                        title: string;
                        /** The most characters of a text; left out: 1,000 */
                        maxLength?: number;
                        /** The choices; left out: a text */
                        enum?: string[];
                    } | {
                        /** A text, or one of several choices */
                        type: "integer" | "number";
                        /** The question, as customers read it */
                        title: string;
                        /** The least number; left out: any */
                        minimum?: number;
                        /** The greatest number; left out: any */
                        maximum?: number;
                    } | {
                        /** A text, or one of several choices */
                        type: "boolean";
                        /** The question, as customers read it */
                        title: string;
                        /** True: who does not consent gives no answer */
                        const: true;
                    }>;
                    /** The keys of the questions that have to be answered before a customer confirms */
                    required?: string[] | undefined;
                } | null | undefined;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** Its name */
                name: string;
                /** A doctor's specialization or a show's genre; null or blank: none */
                specialization?: string | null | undefined;
                /** Whether its slots must not overlap */
                exclusive?: boolean | undefined;
                /** IANA name of the time zone in which customers read its times; null: UTC */
                timeZone?: string | null | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Whether customers name a person for each place before they confirm */
                asksAttendees: boolean;
                /** What customers are asked; null: nothing */
                questions: {
                    /** Answers are a map */
                    type: "object";
                    /** The questions by key, in the order in which they are asked */
                    properties: Record<string, {
                        /** A text, or one of several choices */
                        type: "string";
                        /** The question, as customers read it */
                        title: string;
                        /** The most characters of a text; left out: 1,000 */
                        maxLength?: number;
                        /** The choices; left out: a text */
                        enum?: string[];
                    } | {
                        /** A text, or one of several choices */
                        type: "integer" | "number";
                        /** The question, as customers read it */
                        title: string;
                        /** The least number; left out: any */
                        minimum?: number;
                        /** The greatest number; left out: any */
                        maximum?: number;
                    } | {
                        /** A text, or one of several choices */
                        type: "boolean";
                        /** The question, as customers read it */
                        title: string;
                        /** True: who does not consent gives no answer */
                        const: true;
                    }>;
                    /** The keys of the questions that have to be answered before a customer confirms */
                    required: string[];
                } | null;
                /** Its id */
                id: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** Its name */
                name: string;
                /** A doctor's specialization or a show's genre; null: none */
                specialization: string | null;
                /** Whether its slots must not overlap */
                exclusive: boolean;
                /** IANA name of the time zone in which customers read its times; null: UTC */
                timeZone: string | null;
                /** Since when nothing new is booked or made for it; null: it is not archived */
                archivedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get a resource.
         *
         * Returns the resource; without an API key no metadata and no external id of it.
         *
         * Errors: `RESOURCE_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The doctor or show */
                id: string;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Whether customers name a person for each place before they confirm */
                asksAttendees: boolean;
                /** What customers are asked; null: nothing */
                questions: {
                    /** Answers are a map */
                    type: "object";
                    /** The questions by key, in the order in which they are asked */
                    properties: Record<string, {
                        /** A text, or one of several choices */
                        type: "string";
                        /** The question, as customers read it */
                        title: string;
                        /** The most characters of a text; left out: 1,000 */
                        maxLength?: number;
                        /** The choices; left out: a text */
                        enum?: string[];
                    } | {
                        /** A text, or one of several choices */
                        type: "integer" | "number";
                        /** The question, as customers read it */
                        title: string;
                        /** The least number; left out: any */
                        minimum?: number;
                        /** The greatest number; left out: any */
                        maximum?: number;
                    } | {
                        /** A text, or one of several choices */
                        type: "boolean";
                        /** The question, as customers read it */
                        title: string;
                        /** True: who does not consent gives no answer */
                        const: true;
                    }>;
                    /** The keys of the questions that have to be answered before a customer confirms */
                    required: string[];
                } | null;
                /** Its id */
                id: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** Its name */
                name: string;
                /** A doctor's specialization or a show's genre; null: none */
                specialization: string | null;
                /** Whether its slots must not overlap */
                exclusive: boolean;
                /** IANA name of the time zone in which customers read its times; null: UTC */
                timeZone: string | null;
                /** Since when nothing new is booked or made for it; null: it is not archived */
                archivedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List resources.
         *
         * Oldest first, archived ones left out unless `archived` asks for them. Returns a page of resources; without an API key no metadata and no external ids of them.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only those that have changed at this time or later */
                updatedSince?: string | undefined;
                /** Only the one with this id in another system */
                externalId?: string | undefined;
                /** Only those whose metadata has this value under this key */
                metadata?: {
                    /** The key that is looked at */
                    key: string;
                    /** The whole value under it */
                    value: string;
                } | undefined;
                /** Only doctors, or only shows */
                kind?: "doctor" | "show" | undefined;
                /** Only those whose name has this text in it, in capitals or not */
                name?: string | undefined;
                /** Whether archived ones are listed, too */
                archived?: boolean | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Whether customers name a person for each place before they confirm */
                    asksAttendees: boolean;
                    /** What customers are asked; null: nothing */
                    questions: {
                        /** Answers are a map */
                        type: "object";
                        /** The questions by key, in the order in which they are asked */
                        properties: Record<string, {
                            /** A text, or one of several choices */
                            type: "string";
                            /** The question, as customers read it */
                            title: string;
                            /** The most characters of a text; left out: 1,000 */
                            maxLength?: number;
                            /** The choices; left out: a text */
                            enum?: string[];
                        } | {
                            /** A text, or one of several choices */
                            type: "integer" | "number";
                            /** The question, as customers read it */
                            title: string;
                            /** The least number; left out: any */
                            minimum?: number;
                            /** The greatest number; left out: any */
                            maximum?: number;
                        } | {
                            /** A text, or one of several choices */
                            type: "boolean";
                            /** The question, as customers read it */
                            title: string;
                            /** True: who does not consent gives no answer */
                            const: true;
                        }>;
                        /** The keys of the questions that have to be answered before a customer confirms */
                        required: string[];
                    } | null;
                    /** Its id */
                    id: string;
                    /** Whether it is a doctor or a show */
                    kind: "doctor" | "show";
                    /** Its name */
                    name: string;
                    /** A doctor's specialization or a show's genre; null: none */
                    specialization: string | null;
                    /** Whether its slots must not overlap */
                    exclusive: boolean;
                    /** IANA name of the time zone in which customers read its times; null: UTC */
                    timeZone: string | null;
                    /** Since when nothing new is booked or made for it; null: it is not archived */
                    archivedAt: string | null;
                    /** When it was created */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change a resource.
         *
         * Fields that are left out stay as they are. A resource whose slots overlap cannot become exclusive: `detail` lists them. For an archived one nothing new is booked or made: its open slots to come are closed, and opened again once it is archived no longer. Returns the resource.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `SLOT_OVERLAP`, `EXTERNAL_ID_TAKEN`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Keys to set, and with null to remove; others stay. Null instead of a map removes all */
                metadata?: Record<string, string | null> | null | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | null | undefined;
                /** Whether customers name a person for each place before they confirm */
                asksAttendees?: boolean | undefined;
                /** What customers are asked, a JSON Schema of the answers; null: nothing. Answers given before stay */
                questions?: {
                    /** Answers are a map */
                    type: "object";
                    /** The questions by key, in the order in which they are asked */
                    properties: Record<string, {
                        /** A text, or one of several choices */
                        type: "string";
                        /** The question, as customers read it */
                        title: string;
                        /** The most characters of a text; left out: 1,000 */
                        maxLength?: number;
                        /** The choices; left out: a text */
                        enum?: string[];
                    } | {
                        /** A text, or one of several choices */
                        type: "integer" | "number";
                        /** The question, as customers read it */
                        title: string;
                        /** The least number; left out: any */
                        minimum?: number;
                        /** The greatest number; left out: any */
                        maximum?: number;
                    } | {
                        /** A text, or one of several choices */
                        type: "boolean";
                        /** The question, as customers read it */
                        title: string;
                        /** True: who does not consent gives no answer */
                        const: true;
                    }>;
                    /** The keys of the questions that have to be answered before a customer confirms */
                    required?: string[] | undefined;
                } | null | undefined;
                /** The doctor or show */
                id: string;
                /** Its name */
                name?: string | undefined;
                /** A doctor's specialization or a show's genre; null or blank: none */
                specialization?: string | null | undefined;
                /** Whether its slots must not overlap */
                exclusive?: boolean | undefined;
                /** IANA name of the time zone in which customers read its times; null: UTC */
                timeZone?: string | null | undefined;
                /** True: nothing new is booked or made for it, and its slots to come are closed; false: undoes that */
                archived?: boolean | undefined;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Whether customers name a person for each place before they confirm */
                asksAttendees: boolean;
                /** What customers are asked; null: nothing */
                questions: {
                    /** Answers are a map */
                    type: "object";
                    /** The questions by key, in the order in which they are asked */
                    properties: Record<string, {
                        /** A text, or one of several choices */
                        type: "string";
                        /** The question, as customers read it */
                        title: string;
                        /** The most characters of a text; left out: 1,000 */
                        maxLength?: number;
                        /** The choices; left out: a text */
                        enum?: string[];
                    } | {
                        /** A text, or one of several choices */
                        type: "integer" | "number";
                        /** The question, as customers read it */
                        title: string;
                        /** The least number; left out: any */
                        minimum?: number;
                        /** The greatest number; left out: any */
                        maximum?: number;
                    } | {
                        /** A text, or one of several choices */
                        type: "boolean";
                        /** The question, as customers read it */
                        title: string;
                        /** True: who does not consent gives no answer */
                        const: true;
                    }>;
                    /** The keys of the questions that have to be answered before a customer confirms */
                    required: string[];
                } | null;
                /** Its id */
                id: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** Its name */
                name: string;
                /** A doctor's specialization or a show's genre; null: none */
                specialization: string | null;
                /** Whether its slots must not overlap */
                exclusive: boolean;
                /** IANA name of the time zone in which customers read its times; null: UTC */
                timeZone: string | null;
                /** Since when nothing new is booked or made for it; null: it is not archived */
                archivedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Times in which a doctor or a show is away. */
    absences: {
        /**
         * Note that a resource is away.
         *
         * Closes the resource's open slots in that time, at most 5,000, and keeps its schedules from making others there, in one transaction. Bookings and entries stay as they are: `absences.bookings` and `absences.entries` list who has to be told. Returns the absence. Safe to repeat with an idempotency key.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The doctor or show */
                resourceId: string;
                /** When it begins: slots that are still under way then are closed, too */
                from: string;
                /** When it is over */
                until: string;
                /** What staff note about it; null or blank: nothing */
                reason?: string | null | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show */
                resourceId: string;
                /** When it begins */
                from: string;
                /** When it is over */
                until: string;
                /** What staff noted; only they see it. Null: nothing */
                reason: string | null;
                /** How many open slots it has closed */
                slotsClosed: number;
                /** Live bookings of the slots in that time, as of now */
                bookings: number;
                /** Entries that wait for these slots, as of now */
                entries: number;
                /** When staff ended it, and its slots were opened again; else null */
                endedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it was last changed; bookings and entries do not change it */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List absences of a resource.
         *
         * Oldest first, ended ones too. Returns a page of absences.
         *
         * Errors: `RESOURCE_NOT_FOUND`.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The doctor or show */
                resourceId: string;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** The doctor or show */
                    resourceId: string;
                    /** When it begins */
                    from: string;
                    /** When it is over */
                    until: string;
                    /** What staff noted; only they see it. Null: nothing */
                    reason: string | null;
                    /** How many open slots it has closed */
                    slotsClosed: number;
                    /** Live bookings of the slots in that time, as of now */
                    bookings: number;
                    /** Entries that wait for these slots, as of now */
                    entries: number;
                    /** When staff ended it, and its slots were opened again; else null */
                    endedAt: string | null;
                    /** When it was created */
                    createdAt: string;
                    /** When it was last changed; bookings and entries do not change it */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get an absence.
         *
         * Returns the absence, and how many bookings and entries its slots still have.
         *
         * Errors: `ABSENCE_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The absence */
                id: string;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show */
                resourceId: string;
                /** When it begins */
                from: string;
                /** When it is over */
                until: string;
                /** What staff noted; only they see it. Null: nothing */
                reason: string | null;
                /** How many open slots it has closed */
                slotsClosed: number;
                /** Live bookings of the slots in that time, as of now */
                bookings: number;
                /** Entries that wait for these slots, as of now */
                entries: number;
                /** When staff ended it, and its slots were opened again; else null */
                endedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it was last changed; bookings and entries do not change it */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List bookings in the time of an absence.
         *
         * The live bookings of the slots in that time, in the order in which they were placed: whoever was moved or has cancelled is no longer there. Returns a page of bookings.
         *
         * Errors: `ABSENCE_NOT_FOUND`.
         */
        bookings: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The absence */
                id: string;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                    /** The slot, with `expand`; null where it was deleted. Else left out */
                    slot?: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Its id */
                        id: string;
                        /** The doctor or show that owns the slot */
                        resourceId: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** The resource's name */
                        resourceName: string;
                        /** When the slot starts */
                        startsAt: string;
                        /** When the slot ends */
                        endsAt: string;
                        /** All places of the slot */
                        capacity: number;
                        /** Places of live holds and confirmed bookings */
                        booked: number;
                        /** Free places that no waiting entry is about to get */
                        available: number;
                        /** Waiting entries of its waitlist, which need more places than are free */
                        waiting: number;
                        /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                        closed: boolean;
                        /** When the booking window begins; null: no bound */
                        bookableFrom: string | null;
                        /** When the booking window ends; null: no bound */
                        bookableUntil: string | null;
                        /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                        cancelUntil: number | null;
                        /** Minutes before the start until which customers may book; 0: until the slot ends */
                        leadMinutes: number;
                        /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                        maxPerContact: number | null;
                        /** When it was created */
                        createdAt: string;
                        /** When staff last changed it; bookings leave it as it is */
                        updatedAt: string;
                    } | null;
                    /** The doctor or show, with `expand`. Else left out */
                    resource?: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Whether customers name a person for each place before they confirm */
                        asksAttendees: boolean;
                        /** What customers are asked; null: nothing */
                        questions: {
                            /** Answers are a map */
                            type: "object";
                            /** The questions by key, in the order in which they are asked */
                            properties: Record<string, {
                                /** A text, or one of several choices */
                                type: "string";
                                /** The question, as customers read it */
                                title: string;
                                /** The most characters of a text; left out: 1,000 */
                                maxLength?: number;
                                /** The choices; left out: a text */
                                enum?: string[];
                            } | {
                                /** A text, or one of several choices */
                                type: "integer" | "number";
                                /** The question, as customers read it */
                                title: string;
                                /** The least number; left out: any */
                                minimum?: number;
                                /** The greatest number; left out: any */
                                maximum?: number;
                            } | {
                                /** A text, or one of several choices */
                                type: "boolean";
                                /** The question, as customers read it */
                                title: string;
                                /** True: who does not consent gives no answer */
                                const: true;
                            }>;
                            /** The keys of the questions that have to be answered before a customer confirms */
                            required: string[];
                        } | null;
                        /** Its id */
                        id: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** Its name */
                        name: string;
                        /** A doctor's specialization or a show's genre; null: none */
                        specialization: string | null;
                        /** Whether its slots must not overlap */
                        exclusive: boolean;
                        /** IANA name of the time zone in which customers read its times; null: UTC */
                        timeZone: string | null;
                        /** Since when nothing new is booked or made for it; null: it is not archived */
                        archivedAt: string | null;
                        /** When it was created */
                        createdAt: string;
                        /** When it last changed */
                        updatedAt: string;
                    };
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List entries that wait for slots in the time of an absence.
         *
         * In order of arrival. Returns a page of entries.
         *
         * Errors: `ABSENCE_NOT_FOUND`.
         */
        entries: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The absence */
                id: string;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** The slot */
                    slotId: string;
                    /** Whether it waits, was promoted, or has left */
                    status: "LEFT" | "PROMOTED" | "WAITING";
                    /** Places that it waits for */
                    quantity: number;
                    /** 1 for the first entry of the waitlist; null once it no longer waits */
                    position: number | null;
                    /** The hold that a promoted entry became; else null */
                    bookingId: string | null;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** When it joined */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * End an absence.
         *
         * Opens the slots that it has closed and nothing else, except where another absence or an archived resource keeps them closed; its schedules make what they left out. Returns the absence. Safe to repeat.
         *
         * Errors: `ABSENCE_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        end: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The absence */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show */
                resourceId: string;
                /** When it begins */
                from: string;
                /** When it is over */
                until: string;
                /** What staff noted; only they see it. Null: nothing */
                reason: string | null;
                /** How many open slots it has closed */
                slotsClosed: number;
                /** Live bookings of the slots in that time, as of now */
                bookings: number;
                /** Entries that wait for these slots, as of now */
                entries: number;
                /** When staff ended it, and its slots were opened again; else null */
                endedAt: string | null;
                /** When it was created */
                createdAt: string;
                /** When it was last changed; bookings and entries do not change it */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Rules that make slots ahead. */
    schedules: {
        /**
         * Create a schedule of a resource.
         *
         * A schedule makes slots ahead, on the days of its rule. Returns the schedule; its first slots are made in the background. Safe to repeat with an idempotency key.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `RESOURCE_ARCHIVED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The days that have slots: an RRULE with `FREQ` and, if wanted, `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYSETPOS` and either `UNTIL` or `COUNT` */
                rrule: string;
                /** IANA name of the time zone of all days and times */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn?: string | null | undefined;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days, which overlap no others */
                moreHours?: string[] | undefined;
                /** Length of a slot */
                slotMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil?: number | null | undefined;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact?: number | null | undefined;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes?: number | null | undefined;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes?: number | null | undefined;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** Pause between two slots */
                gapMinutes?: number | undefined;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes?: number | undefined;
                /** Days after today for which slots are made */
                horizonDays?: number | undefined;
                /** Days without slots */
                exceptions?: string[] | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get a schedule.
         *
         * Returns the schedule.
         *
         * Errors: `SCHEDULE_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The schedule */
                id: string;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List schedules of a resource.
         *
         * Oldest first. Returns a page of schedules.
         *
         * Errors: `RESOURCE_NOT_FOUND`.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only schedules of this doctor or show */
                resourceId?: string | undefined;
                /** Only those that have changed at this time or later */
                updatedSince?: string | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** The doctor or show that the slots belong to */
                    resourceId: string;
                    /** The days that have slots: an RRULE */
                    rrule: string;
                    /** IANA name of the time zone of all days and times here */
                    timeZone: string;
                    /** The first day */
                    startsOn: string;
                    /** The last day; null: no end */
                    endsOn: string | null;
                    /** When the first slot of a day starts */
                    opensAt: string;
                    /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                    closesAt: string;
                    /** Further hours of the same days */
                    moreHours: string[];
                    /** Length of a slot */
                    slotMinutes: number;
                    /** Pause between two slots */
                    gapMinutes: number;
                    /** Places of each slot */
                    capacity: number;
                    /** Customers may book a slot until so many minutes before its start */
                    leadMinutes: number;
                    /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                    cancelUntil: number | null;
                    /** Places of each slot that one contact may have; null: no limit */
                    maxPerContact: number | null;
                    /** A slot's booking window begins so many minutes before its start; null: no bound */
                    bookableFromMinutes: number | null;
                    /** A slot's booking window ends so many minutes before its start; null: no bound */
                    bookableUntilMinutes: number | null;
                    /** Days after today for which slots are made */
                    horizonDays: number;
                    /** Days without slots */
                    exceptions: string[];
                    /** Further days without slots, by the calendar files that they were imported from */
                    holidays: {
                        /** The name under which the file was imported */
                        file: string;
                        /** Its days, in their order */
                        days: {
                            /** The day */
                            day: string;
                            /** The name of the holiday; where a day has several, all of them */
                            name: string;
                        }[];
                    }[];
                    /** When it was created */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Preview a schedule.
         *
         * What a new schedule, or one with other fields, would make in a time, as it would be made: with every change of clocks, and without slots that would overlap others of an exclusive resource. It writes nothing. Returns the first 500 slots, and how many there are.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `SCHEDULE_NOT_FOUND`.
         */
        preview: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The days that have slots: an RRULE with `FREQ` and, if wanted, `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYSETPOS` and either `UNTIL` or `COUNT` */
                rrule: string;
                /** IANA name of the time zone of all days and times */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn?: string | null | undefined;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days, which overlap no others */
                moreHours?: string[] | undefined;
                /** Length of a slot */
                slotMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil?: number | null | undefined;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact?: number | null | undefined;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes?: number | null | undefined;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes?: number | null | undefined;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** Pause between two slots */
                gapMinutes?: number | undefined;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes?: number | undefined;
                /** Days after today for which slots are made */
                horizonDays?: number | undefined;
                /** Days without slots */
                exceptions?: string[] | undefined;
                /** The schedule that would be changed: its holidays count, and its slots are in nobody's way */
                scheduleId?: string | undefined;
                /** Only slots that start at this time or later */
                from: string;
                /** Only slots that start before this time, at most 366 days later */
                to: string;
            };
            output: {
                /** The first 500 of its slots, in the order of their starts */
                items: {
                    /** When it starts */
                    startsAt: string;
                    /** When it ends */
                    endsAt: string;
                    /** When it starts on the clocks of the schedule's time zone */
                    localStart: string;
                    /** When it ends on these clocks */
                    localEnd: string;
                    /** How far these clocks are ahead of UTC when it starts */
                    startOffset: string;
                    /** How far they are ahead when it ends */
                    endOffset: string;
                }[];
                /** The number of its slots in that time */
                total: number;
                /** Slots that it would not make, because they overlap others of the resource */
                overlapping: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change a schedule.
         *
         * Fields that are left out stay as they are. Its slots to come follow, as far as nobody has booked them. Returns the schedule.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The days that have slots: an RRULE with `FREQ` and, if wanted, `INTERVAL`, `BYMONTH`, `BYMONTHDAY`, `BYDAY`, `BYSETPOS` and either `UNTIL` or `COUNT` */
                rrule?: string | undefined;
                /** IANA name of the time zone of all days and times */
                timeZone?: string | undefined;
                /** The first day */
                startsOn?: string | undefined;
                /** The last day; null: no end */
                endsOn?: string | null | undefined;
                /** When the first slot of a day starts */
                opensAt?: string | undefined;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt?: string | undefined;
                /** Further hours of the same days, which overlap no others */
                moreHours?: string[] | undefined;
                /** Length of a slot */
                slotMinutes?: number | undefined;
                /** Pause between two slots */
                gapMinutes?: number | undefined;
                /** Places of each slot */
                capacity?: number | undefined;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes?: number | undefined;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil?: number | null | undefined;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact?: number | null | undefined;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes?: number | null | undefined;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes?: number | null | undefined;
                /** Days after today for which slots are made */
                horizonDays?: number | undefined;
                /** Days without slots */
                exceptions?: string[] | undefined;
                /** The schedule */
                id: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Make a day an exception of a schedule.
         *
         * The schedule makes no slots on that day; other exceptions stay as they are. Returns the schedule. Safe to repeat.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        addException: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** The day */
                day: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Make a day an exception no longer.
         *
         * The schedule makes slots on that day again, if its rule has it. Returns the schedule. Safe to repeat.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        removeException: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** The day */
                day: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Import holidays of a schedule.
         *
         * Takes the all-day events of a calendar file, such as the public holidays of a state: the schedule makes no slots on these days. An earlier file of the same name is replaced. Returns the schedule, what was taken, and the slots on these days that are booked: they are closed, and nothing is cancelled. Safe to repeat.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        importHolidays: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** A name for the file; one that was imported under it before is replaced */
                file: string;
                /** The text of the file: iCalendar, as `.ics` files have it. Its all-day events are taken */
                calendar: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** Days of the file that are days without slots now */
                importedDays: number;
                /** The first day that was taken: the first of this year */
                importedFrom: string;
                /** The last day that was taken: the last of the year five years later */
                importedUntil: string;
                /** Events that were left out, because they do not last whole days */
                timedEvents: number;
                /** Events that were left out, because they are cancelled */
                cancelledEvents: number;
                /** The first 500 slots on these days that somebody has booked or waits for, in the order of their starts. They are closed, and stay */
                bookedSlots: {
                    /** The slot */
                    id: string;
                    /** When it starts */
                    startsAt: string;
                    /** When it ends */
                    endsAt: string;
                    /** Places of live holds and confirmed bookings */
                    booked: number;
                    /** Entries that wait for it */
                    waiting: number;
                }[];
                /** The number of these slots */
                bookedSlotsTotal: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Remove imported holidays of a schedule.
         *
         * The schedule makes slots on the days of that file again, unless they are exceptions or days of another file. Returns the schedule. Safe to repeat.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        removeHolidays: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** The name of the file */
                file: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The doctor or show that the slots belong to */
                resourceId: string;
                /** The days that have slots: an RRULE */
                rrule: string;
                /** IANA name of the time zone of all days and times here */
                timeZone: string;
                /** The first day */
                startsOn: string;
                /** The last day; null: no end */
                endsOn: string | null;
                /** When the first slot of a day starts */
                opensAt: string;
                /** When the last slot of a day has ended; a time before `opensAt` is on the next day */
                closesAt: string;
                /** Further hours of the same days */
                moreHours: string[];
                /** Length of a slot */
                slotMinutes: number;
                /** Pause between two slots */
                gapMinutes: number;
                /** Places of each slot */
                capacity: number;
                /** Customers may book a slot until so many minutes before its start */
                leadMinutes: number;
                /** Hours before a slot's start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Places of each slot that one contact may have; null: no limit */
                maxPerContact: number | null;
                /** A slot's booking window begins so many minutes before its start; null: no bound */
                bookableFromMinutes: number | null;
                /** A slot's booking window ends so many minutes before its start; null: no bound */
                bookableUntilMinutes: number | null;
                /** Days after today for which slots are made */
                horizonDays: number;
                /** Days without slots */
                exceptions: string[];
                /** Further days without slots, by the calendar files that they were imported from */
                holidays: {
                    /** The name under which the file was imported */
                    file: string;
                    /** Its days, in their order */
                    days: {
                        /** The day */
                        day: string;
                        /** The name of the holiday; where a day has several, all of them */
                        name: string;
                    }[];
                }[];
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Delete a schedule.
         *
         * Deletes its slots to come that nobody has booked or waits for, too, and closes the others. Returns the numbers of slots deleted and kept.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        delete: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The id of the deleted schedule */
                id: string;
                /** Slots deleted with it: those to come that nobody has booked or waits for */
                slotsDeleted: number;
                /** Slots that stay, as if made by hand; those to come are closed */
                slotsKept: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Make a schedule's slots now.
         *
         * Makes the slots that are missing and deletes those that the schedule no longer has, as the worker does by itself. Returns the numbers of both. Safe to repeat, with an idempotency key or without.
         *
         * Errors: `SCHEDULE_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        generate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The schedule */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Slots that were missing, and were made */
                slotsCreated: number;
                /** Slots that the schedule no longer has, and were deleted */
                slotsDeleted: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Bookable times of a doctor or a show. */
    slots: {
        /**
         * Create a slot of a resource.
         *
         * Makes a bookable time of one resource. Slots of an exclusive resource must not overlap. Returns the slot.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `RESOURCE_ARCHIVED`, `SLOT_OVERLAP`, `EXTERNAL_ID_TAKEN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Texts by key, for your own systems */
                metadata?: Record<string, string> | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | undefined;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends: after its start, at most 31 days later */
                endsAt: string;
                /** When the booking window begins; null: no bound */
                bookableFrom?: string | null | undefined;
                /** When the booking window ends: after its begin; null: no bound */
                bookableUntil?: string | null | undefined;
                /** All places of a slot */
                capacity: number;
                /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                cancelUntil?: number | null | undefined;
                /** Minutes before the start until which customers may book; 0: until the slot ends */
                leadMinutes?: number | undefined;
                /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                maxPerContact?: number | null | undefined;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Its id */
                id: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** The resource's name */
                resourceName: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** All places of the slot */
                capacity: number;
                /** Places of live holds and confirmed bookings */
                booked: number;
                /** Free places that no waiting entry is about to get */
                available: number;
                /** Waiting entries of its waitlist, which need more places than are free */
                waiting: number;
                /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                closed: boolean;
                /** When the booking window begins; null: no bound */
                bookableFrom: string | null;
                /** When the booking window ends; null: no bound */
                bookableUntil: string | null;
                /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Minutes before the start until which customers may book; 0: until the slot ends */
                leadMinutes: number;
                /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                maxPerContact: number | null;
                /** When it was created */
                createdAt: string;
                /** When staff last changed it; bookings leave it as it is */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Create several slots of a resource, all or none.
         *
         * Makes up to 500 slots in one transaction. Where some are refused, none is made, and `issues` has each of them with its place in the list and its `code`. Returns the slots, in the order of the request. Safe to repeat with an idempotency key.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `RESOURCE_ARCHIVED`, `SLOT_OVERLAP`, `EXTERNAL_ID_TAKEN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        createMany: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The doctor or show that owns the slots */
                resourceId: string;
                /** The slots: all are made, or none */
                slots: {
                    /** Texts by key, for your own systems */
                    metadata?: Record<string, string> | undefined;
                    /** Its id in another system, which no other of its kind has */
                    externalId?: string | undefined;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends: after its start, at most 31 days later */
                    endsAt: string;
                    /** When the booking window begins; null: no bound */
                    bookableFrom?: string | null | undefined;
                    /** When the booking window ends: after its begin; null: no bound */
                    bookableUntil?: string | null | undefined;
                    /** All places of a slot */
                    capacity: number;
                    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                    cancelUntil?: number | null | undefined;
                    /** Minutes before the start until which customers may book; 0: until the slot ends */
                    leadMinutes?: number | undefined;
                    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                    maxPerContact?: number | null | undefined;
                }[];
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The slots, in the order of the request */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Its id */
                    id: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** Whether it is a doctor or a show */
                    kind: "doctor" | "show";
                    /** The resource's name */
                    resourceName: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** All places of the slot */
                    capacity: number;
                    /** Places of live holds and confirmed bookings */
                    booked: number;
                    /** Free places that no waiting entry is about to get */
                    available: number;
                    /** Waiting entries of its waitlist, which need more places than are free */
                    waiting: number;
                    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                    closed: boolean;
                    /** When the booking window begins; null: no bound */
                    bookableFrom: string | null;
                    /** When the booking window ends; null: no bound */
                    bookableUntil: string | null;
                    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                    cancelUntil: number | null;
                    /** Minutes before the start until which customers may book; 0: until the slot ends */
                    leadMinutes: number;
                    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                    maxPerContact: number | null;
                    /** When it was created */
                    createdAt: string;
                    /** When staff last changed it; bookings leave it as it is */
                    updatedAt: string;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get a slot.
         *
         * Returns the slot with its free places as of now.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The slot */
                id: string;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Its id */
                id: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** The resource's name */
                resourceName: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** All places of the slot */
                capacity: number;
                /** Places of live holds and confirmed bookings */
                booked: number;
                /** Free places that no waiting entry is about to get */
                available: number;
                /** Waiting entries of its waitlist, which need more places than are free */
                waiting: number;
                /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                closed: boolean;
                /** When the booking window begins; null: no bound */
                bookableFrom: string | null;
                /** When the booking window ends; null: no bound */
                bookableUntil: string | null;
                /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Minutes before the start until which customers may book; 0: until the slot ends */
                leadMinutes: number;
                /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                maxPerContact: number | null;
                /** When it was created */
                createdAt: string;
                /** When staff last changed it; bookings leave it as it is */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List slots.
         *
         * Upcoming slots come first by their start, then past ones, the latest first. Returns a page of slots with their free places.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only those that have changed at this time or later */
                updatedSince?: string | undefined;
                /** Only the one with this id in another system */
                externalId?: string | undefined;
                /** Only those whose metadata has this value under this key */
                metadata?: {
                    /** The key that is looked at */
                    key: string;
                    /** The whole value under it */
                    value: string;
                } | undefined;
                /** Only slots of this doctor or show */
                resourceId?: string | undefined;
                /** Only slots of doctors, or only those of shows */
                kind?: "doctor" | "show" | undefined;
                /** Only slots that start at this time or later */
                from?: string | undefined;
                /** Only slots that start before this time */
                to?: string | undefined;
                /** Only slots that can be booked now */
                availableOnly?: boolean | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Its id */
                    id: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** Whether it is a doctor or a show */
                    kind: "doctor" | "show";
                    /** The resource's name */
                    resourceName: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** All places of the slot */
                    capacity: number;
                    /** Places of live holds and confirmed bookings */
                    booked: number;
                    /** Free places that no waiting entry is about to get */
                    available: number;
                    /** Waiting entries of its waitlist, which need more places than are free */
                    waiting: number;
                    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                    closed: boolean;
                    /** When the booking window begins; null: no bound */
                    bookableFrom: string | null;
                    /** When the booking window ends; null: no bound */
                    bookableUntil: string | null;
                    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                    cancelUntil: number | null;
                    /** Minutes before the start until which customers may book; 0: until the slot ends */
                    leadMinutes: number;
                    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                    maxPerContact: number | null;
                    /** When it was created */
                    createdAt: string;
                    /** When staff last changed it; bookings leave it as it is */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Watch a slot, or the slots of a doctor or show.
         *
         * A stream of server-sent events: first the present state, of a resource its first 500 slots in the order of the list, then every slot that is new, changed or deleted, at most four times a second each, the newest state. A stream that was cut begins with the present state again, so that nothing is missed.
         *
         * Errors: `SLOT_NOT_FOUND`, `RESOURCE_NOT_FOUND`.
         */
        watch: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                /** The slot that is watched */
                slotId?: string | undefined;
                /** The doctor or show whose slots are watched */
                resourceId?: string | undefined;
                /** The id of the last message that was received, where a stream goes on */
                lastEventId?: string | undefined;
            };
            output: AsyncIterable<{
                /** The `lastEventId` of a stream that goes on after this message */
                id: string;
                /** The message */
                data: {
                    /** What it tells: `slots`, `slot` or `deleted` */
                    type: "slots";
                    /** The slots as they are, in place of all that are known from before */
                    slots: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Its id */
                        id: string;
                        /** The doctor or show that owns the slot */
                        resourceId: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** The resource's name */
                        resourceName: string;
                        /** When the slot starts */
                        startsAt: string;
                        /** When the slot ends */
                        endsAt: string;
                        /** All places of the slot */
                        capacity: number;
                        /** Places of live holds and confirmed bookings */
                        booked: number;
                        /** Free places that no waiting entry is about to get */
                        available: number;
                        /** Waiting entries of its waitlist, which need more places than are free */
                        waiting: number;
                        /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                        closed: boolean;
                        /** When the booking window begins; null: no bound */
                        bookableFrom: string | null;
                        /** When the booking window ends; null: no bound */
                        bookableUntil: string | null;
                        /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                        cancelUntil: number | null;
                        /** Minutes before the start until which customers may book; 0: until the slot ends */
                        leadMinutes: number;
                        /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                        maxPerContact: number | null;
                        /** When it was created */
                        createdAt: string;
                        /** When staff last changed it; bookings leave it as it is */
                        updatedAt: string;
                    }[];
                } | {
                    /** What it tells: `slots`, `slot` or `deleted` */
                    type: "slot";
                    /** The slot as it is now */
                    slot: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Its id */
                        id: string;
                        /** The doctor or show that owns the slot */
                        resourceId: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** The resource's name */
                        resourceName: string;
                        /** When the slot starts */
                        startsAt: string;
                        /** When the slot ends */
                        endsAt: string;
                        /** All places of the slot */
                        capacity: number;
                        /** Places of live holds and confirmed bookings */
                        booked: number;
                        /** Free places that no waiting entry is about to get */
                        available: number;
                        /** Waiting entries of its waitlist, which need more places than are free */
                        waiting: number;
                        /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                        closed: boolean;
                        /** When the booking window begins; null: no bound */
                        bookableFrom: string | null;
                        /** When the booking window ends; null: no bound */
                        bookableUntil: string | null;
                        /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                        cancelUntil: number | null;
                        /** Minutes before the start until which customers may book; 0: until the slot ends */
                        leadMinutes: number;
                        /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                        maxPerContact: number | null;
                        /** When it was created */
                        createdAt: string;
                        /** When staff last changed it; bookings leave it as it is */
                        updatedAt: string;
                    };
                } | {
                    /** What it tells: `slots`, `slot` or `deleted` */
                    type: "deleted";
                    /** The slot that was deleted */
                    id: string;
                };
            }, any, any>;
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change a slot.
         *
         * Changes its times, its capacity or its booking window, closes it for booking or opens it again. Fields that are left out stay as they are. Returns the slot.
         *
         * Errors: `SLOT_NOT_FOUND`, `CAPACITY_BELOW_BOOKED`, `BOOKING_CHECKED_IN`, `RESOURCE_ARCHIVED`, `SLOT_OVERLAP`, `EXTERNAL_ID_TAKEN`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Keys to set, and with null to remove; others stay. Null instead of a map removes all */
                metadata?: Record<string, string | null> | null | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | null | undefined;
                /** When the booking window begins; null: no bound */
                bookableFrom?: string | null | undefined;
                /** When the booking window ends: after its begin; null: no bound */
                bookableUntil?: string | null | undefined;
                /** The slot */
                id: string;
                /** When the slot starts */
                startsAt?: string | undefined;
                /** When the slot ends: after its start, at most 31 days later */
                endsAt?: string | undefined;
                /** All places of a slot */
                capacity?: number | undefined;
                /** Whether the slot takes no new bookings */
                closed?: boolean | undefined;
                /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                cancelUntil?: number | null | undefined;
                /** Minutes before the start until which customers may book; 0: until the slot ends */
                leadMinutes?: number | undefined;
                /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                maxPerContact?: number | null | undefined;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Its id */
                id: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** Whether it is a doctor or a show */
                kind: "doctor" | "show";
                /** The resource's name */
                resourceName: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** All places of the slot */
                capacity: number;
                /** Places of live holds and confirmed bookings */
                booked: number;
                /** Free places that no waiting entry is about to get */
                available: number;
                /** Waiting entries of its waitlist, which need more places than are free */
                waiting: number;
                /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                closed: boolean;
                /** When the booking window begins; null: no bound */
                bookableFrom: string | null;
                /** When the booking window ends; null: no bound */
                bookableUntil: string | null;
                /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                cancelUntil: number | null;
                /** Minutes before the start until which customers may book; 0: until the slot ends */
                leadMinutes: number;
                /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                maxPerContact: number | null;
                /** When it was created */
                createdAt: string;
                /** When staff last changed it; bookings leave it as it is */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Delete a slot.
         *
         * The slot must have no live holds and no confirmed bookings; its waitlist ends with it. Returns its id.
         *
         * Errors: `SLOT_NOT_FOUND`, `SLOT_HAS_BOOKINGS`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        delete: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The slot */
                id: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The id of the deleted slot */
                id: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Count who is at a slot.
         *
         * How many persons are expected, have come, and are inside now. Returns the numbers.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        attendance: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The slot */
                id: string;
            };
            output: {
                /** The slot */
                slotId: string;
                /** All places of the slot */
                capacity: number;
                /** Places of live holds and confirmed bookings */
                booked: number;
                /** Persons of confirmed bookings */
                confirmed: number;
                /** Persons who have come, those who have left included */
                checkedIn: number;
                /** Persons who are inside now */
                inside: number;
                /** Persons of bookings that are marked as a no-show */
                noShows: number;
                /** When it was counted; the tag leaves it out */
                asOf: string;
                /** When the slot or one of its bookings last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List who is inside.
         *
         * The bookings of which somebody is inside, by name, for whoever has to call them. Returns a page of them.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        inside: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The slot */
                id: string;
            };
            output: {
                /** The items of this page */
                items: {
                    /** The booking */
                    bookingId: string;
                    /** The reference of the booking, which people can read out */
                    reference: string;
                    /** The customer's name */
                    customerName: string;
                    /** How many of its persons are inside */
                    inside: number;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** When the first of them came */
                    checkedInAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List what a door needs while the network is away.
         *
         * The confirmed bookings and live holds of a slot without contacts, in the order in which they were placed.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        doorList: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The slot */
                id: string;
            };
            output: {
                /** The items of this page */
                items: {
                    /** The booking */
                    bookingId: string;
                    /** The reference of the booking, which people can read out */
                    reference: string;
                    /** What the QR code of its ticket says: a link that ends with the booking's id, or the id alone */
                    code: string;
                    /** The customer's name */
                    customerName: string;
                    /** How many places of the slot */
                    quantity: number;
                    /** `CONFIRMED`, or `PENDING`: a live hold, which may not come in yet */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Merge scans of a door.
         *
         * Takes scans that were made while the network was away, at most 200 in a call and 30 days old. The first scan of a ticket counts, whichever device uploads first; the others are told as duplicates. Returns what became of each, and of earlier scans whose outcome changed. Safe to repeat: a scan is known by its id. It takes no idempotency key: each scan has an id of its own, by which a repetition is known.
         *
         * Errors: `SLOT_NOT_FOUND`, `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        mergeScans: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The slot at whose door they were scanned */
                id: string;
                /** The scans, in any order */
                scans: {
                    /** Its id, a new UUID that the device gives: the same scan sent again counts once */
                    scanId: string;
                    /** What was read or typed: a booking's id, a link that ends with it, or its reference */
                    code: string;
                    /** Whether the persons come in or leave */
                    direction?: "IN" | "OUT" | undefined;
                    /** How many of the persons are in by then, or out where they leave; without it all */
                    persons?: number | undefined;
                    /** When it was scanned, by the device's clock */
                    scannedAt: string;
                    /** The name of the device or its door; best no name of a person */
                    device?: string | undefined;
                }[];
            };
            output: {
                /** What became of each scan, in the order of the upload */
                items: {
                    /** Its id */
                    scanId: string;
                    /** The slot at whose door it was scanned */
                    slotId: string;
                    /** The booking; null: none was found */
                    bookingId: string | null;
                    /** Whether the persons come in or leave */
                    direction: "IN" | "OUT";
                    /** How many of the persons were in by then, or out; null: all of them */
                    persons: number | null;
                    /** When it was scanned */
                    scannedAt: string;
                    /** The name of the device; null: none was given, as for check-ins of staff */
                    device: string | null;
                    /** What became of it: `ACCEPTED`; `TOO_MANY_PERSONS` (as many were let in as the booking has places); `DUPLICATE` (an earlier scan had let them in, or out); `NOT_INSIDE` (nobody was in who could leave); `WRONG_SLOT`; `NOT_CONFIRMED`; `CANCELLED`; `UNKNOWN`; `TAKEN_BACK` (by a no-show); `IN_FUTURE` and `TOO_OLD` (not kept, the device's clock is wrong) */
                    outcome: "ACCEPTED" | "CANCELLED" | "DUPLICATE" | "IN_FUTURE" | "NOT_CONFIRMED" | "NOT_INSIDE" | "TAKEN_BACK" | "TOO_MANY_PERSONS" | "TOO_OLD" | "UNKNOWN" | "WRONG_SLOT";
                    /** Of a `DUPLICATE` the scan that came first; else null */
                    earlierScanId: string | null;
                    /** When that was scanned; else null */
                    earlierScannedAt: string | null;
                    /** Its device; else null */
                    earlierDevice: string | null;
                    /** Of a `WRONG_SLOT` the slot that the ticket is for; else null */
                    ticketSlotId: string | null;
                }[];
                /** Scans of earlier uploads that have another outcome now, because one of these was before them */
                changed: {
                    /** Its id */
                    scanId: string;
                    /** The slot at whose door it was scanned */
                    slotId: string;
                    /** The booking; null: none was found */
                    bookingId: string | null;
                    /** Whether the persons come in or leave */
                    direction: "IN" | "OUT";
                    /** How many of the persons were in by then, or out; null: all of them */
                    persons: number | null;
                    /** When it was scanned */
                    scannedAt: string;
                    /** The name of the device; null: none was given, as for check-ins of staff */
                    device: string | null;
                    /** What became of it: `ACCEPTED`; `TOO_MANY_PERSONS` (as many were let in as the booking has places); `DUPLICATE` (an earlier scan had let them in, or out); `NOT_INSIDE` (nobody was in who could leave); `WRONG_SLOT`; `NOT_CONFIRMED`; `CANCELLED`; `UNKNOWN`; `TAKEN_BACK` (by a no-show); `IN_FUTURE` and `TOO_OLD` (not kept, the device's clock is wrong) */
                    outcome: "ACCEPTED" | "CANCELLED" | "DUPLICATE" | "IN_FUTURE" | "NOT_CONFIRMED" | "NOT_INSIDE" | "TAKEN_BACK" | "TOO_MANY_PERSONS" | "TOO_OLD" | "UNKNOWN" | "WRONG_SLOT";
                    /** Of a `DUPLICATE` the scan that came first; else null */
                    earlierScanId: string | null;
                    /** When that was scanned; else null */
                    earlierScannedAt: string | null;
                    /** Its device; else null */
                    earlierDevice: string | null;
                    /** Of a `WRONG_SLOT` the slot that the ticket is for; else null */
                    ticketSlotId: string | null;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List scans at a slot's door.
         *
         * In the order in which they were scanned, check-ins and check-outs of staff among them; with `conflicts` those alone that did not go as they should. Returns a page of scans.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        scans: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The slot */
                id: string;
                /** Whether to leave out what let somebody in or out as it should */
                conflicts?: boolean | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    scanId: string;
                    /** The slot at whose door it was scanned */
                    slotId: string;
                    /** The booking; null: none was found */
                    bookingId: string | null;
                    /** Whether the persons come in or leave */
                    direction: "IN" | "OUT";
                    /** How many of the persons were in by then, or out; null: all of them */
                    persons: number | null;
                    /** When it was scanned */
                    scannedAt: string;
                    /** The name of the device; null: none was given, as for check-ins of staff */
                    device: string | null;
                    /** What became of it: `ACCEPTED`; `TOO_MANY_PERSONS` (as many were let in as the booking has places); `DUPLICATE` (an earlier scan had let them in, or out); `NOT_INSIDE` (nobody was in who could leave); `WRONG_SLOT`; `NOT_CONFIRMED`; `CANCELLED`; `UNKNOWN`; `TAKEN_BACK` (by a no-show); `IN_FUTURE` and `TOO_OLD` (not kept, the device's clock is wrong) */
                    outcome: "ACCEPTED" | "CANCELLED" | "DUPLICATE" | "IN_FUTURE" | "NOT_CONFIRMED" | "NOT_INSIDE" | "TAKEN_BACK" | "TOO_MANY_PERSONS" | "TOO_OLD" | "UNKNOWN" | "WRONG_SLOT";
                    /** Of a `DUPLICATE` the scan that came first; else null */
                    earlierScanId: string | null;
                    /** When that was scanned; else null */
                    earlierScannedAt: string | null;
                    /** Its device; else null */
                    earlierDevice: string | null;
                    /** Of a `WRONG_SLOT` the slot that the ticket is for; else null */
                    ticketSlotId: string | null;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** A booking from its hold to the check-in. */
    bookings: {
        /**
         * Hold places of a slot.
         *
         * Takes the places at once and holds them until the booking is confirmed or the hold expires. Returns the hold with its `token`, which no later response has. Safe to repeat with an idempotency key.
         *
         * Errors: `SLOT_NOT_FOUND`, `NO_SEAT`, `NOT_BOOKABLE`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `EXTERNAL_ID_TAKEN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Texts by key, for your own systems */
                metadata?: Record<string, string> | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | undefined;
                /** Who comes: a name for each place, where the resource asks for them */
                attendees?: string[] | undefined;
                /** Answers by the keys of the resource's questions */
                answers?: Record<string, string | number | boolean> | undefined;
                /** The slot to book */
                slotId: string;
                /** How many places of the slot */
                quantity?: number | undefined;
                /** The language of mails to the customer; left out or null: the server's `LANGUAGE` */
                language?: "de" | "en" | null | undefined;
                /** Who books */
                customer: {
                    /** The customer's name */
                    name: string;
                    /** The customer's mail address or phone number; null or blank: none */
                    contact?: string | null | undefined;
                };
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** Seconds that the hold lives, from the response */
                expiresInSeconds: number;
                /** The holder's token of the booking; no later response has it */
                token: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Hold places of several slots, all or none.
         *
         * Books up to 20 slots for one customer in one transaction: where one slot refuses, none is booked, and `detail` names it. Returns an order: a hold for each slot, and one `token` for all. Safe to repeat with an idempotency key.
         *
         * Errors: `SLOT_NOT_FOUND`, `NO_SEAT`, `NOT_BOOKABLE`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `EXTERNAL_ID_TAKEN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        createMany: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The slots to book, with the places of each */
                lines: {
                    /** Who comes: a name for each place, where the resource asks for them */
                    attendees?: string[] | undefined;
                    /** Answers by the keys of the resource's questions */
                    answers?: Record<string, string | number | boolean> | undefined;
                    /** The slot to book */
                    slotId: string;
                    /** How many places of the slot */
                    quantity?: number | undefined;
                    /** Its id in another system, which no other of its kind has */
                    externalId?: string | undefined;
                }[];
                /** Texts by key, which every one of the bookings gets */
                metadata?: Record<string, string> | undefined;
                /** The language of mails to the customer; left out or null: the server's `LANGUAGE` */
                language?: "de" | "en" | null | undefined;
                /** Who books */
                customer: {
                    /** The customer's name */
                    name: string;
                    /** The customer's mail address or phone number; null or blank: none */
                    contact?: string | null | undefined;
                };
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The order that the holds belong to */
                orderId: string;
                /** The holder's token of the order, and of each of its bookings; no later response has it */
                token: string;
                /** A hold for each slot, in the order of the lines */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                    /** Seconds that the hold lives, from the response */
                    expiresInSeconds: number;
                    /** The holder's token of the booking; no later response has it */
                    token: string;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get a booking.
         *
         * Returns the booking with its status as of now: a hold that has expired is `FAILED`. With `expand` it brings along its slot and resource. It needs the booking's token or an API key.
         *
         * Errors: `BOOKING_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** What each booking brings along: its `slot`, its `resource`, or both */
                expand?: ("resource" | "slot")[] | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** The slot, with `expand`; null where it was deleted. Else left out */
                slot?: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Its id */
                    id: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** Whether it is a doctor or a show */
                    kind: "doctor" | "show";
                    /** The resource's name */
                    resourceName: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** All places of the slot */
                    capacity: number;
                    /** Places of live holds and confirmed bookings */
                    booked: number;
                    /** Free places that no waiting entry is about to get */
                    available: number;
                    /** Waiting entries of its waitlist, which need more places than are free */
                    waiting: number;
                    /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                    closed: boolean;
                    /** When the booking window begins; null: no bound */
                    bookableFrom: string | null;
                    /** When the booking window ends; null: no bound */
                    bookableUntil: string | null;
                    /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                    cancelUntil: number | null;
                    /** Minutes before the start until which customers may book; 0: until the slot ends */
                    leadMinutes: number;
                    /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                    maxPerContact: number | null;
                    /** When it was created */
                    createdAt: string;
                    /** When staff last changed it; bookings leave it as it is */
                    updatedAt: string;
                } | null;
                /** The doctor or show, with `expand`. Else left out */
                resource?: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Whether customers name a person for each place before they confirm */
                    asksAttendees: boolean;
                    /** What customers are asked; null: nothing */
                    questions: {
                        /** Answers are a map */
                        type: "object";
                        /** The questions by key, in the order in which they are asked */
                        properties: Record<string, {
                            /** A text, or one of several choices */
                            type: "string";
                            /** The question, as customers read it */
                            title: string;
                            /** The most characters of a text; left out: 1,000 */
                            maxLength?: number;
                            /** The choices; left out: a text */
                            enum?: string[];
                        } | {
                            /** A text, or one of several choices */
                            type: "integer" | "number";
                            /** The question, as customers read it */
                            title: string;
                            /** The least number; left out: any */
                            minimum?: number;
                            /** The greatest number; left out: any */
                            maximum?: number;
                        } | {
                            /** A text, or one of several choices */
                            type: "boolean";
                            /** The question, as customers read it */
                            title: string;
                            /** True: who does not consent gives no answer */
                            const: true;
                        }>;
                        /** The keys of the questions that have to be answered before a customer confirms */
                        required: string[];
                    } | null;
                    /** Its id */
                    id: string;
                    /** Whether it is a doctor or a show */
                    kind: "doctor" | "show";
                    /** Its name */
                    name: string;
                    /** A doctor's specialization or a show's genre; null: none */
                    specialization: string | null;
                    /** Whether its slots must not overlap */
                    exclusive: boolean;
                    /** IANA name of the time zone in which customers read its times; null: UTC */
                    timeZone: string | null;
                    /** Since when nothing new is booked or made for it; null: it is not archived */
                    archivedAt: string | null;
                    /** When it was created */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                };
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change a booking's customer, attendees, answers, language, metadata and external id.
         *
         * Corrects the customer's name and contact, and changes who comes, the answers to the questions of the doctor or show, the language of later mails and what your own systems note on the booking, whatever its status; `answers` and `metadata` go key by key. Fields that are left out stay as they are. It needs the booking's token or an API key; metadata and the external id need the key. A booking whose customer was erased takes no name, no contact, no answers and no metadata any more. A customer takes nothing away from a confirmed booking that is required. Returns the booking.
         *
         * Errors: `BOOKING_NOT_FOUND`, `BOOKING_ERASED`, `ANSWERS_MISSING`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `EXTERNAL_ID_TAKEN`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Keys to set, and with null to remove; others stay. Null instead of a map removes all */
                metadata?: Record<string, string | null> | null | undefined;
                /** Its id in another system, which no other of its kind has */
                externalId?: string | null | undefined;
                /** Who comes, in place of all names before; null: nobody is named */
                attendees?: string[] | null | undefined;
                /** Answers to give, and with null to remove; others stay. Null instead of a map removes all */
                answers?: Record<string, string | number | boolean | null> | null | undefined;
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** The customer's name, corrected */
                customerName?: string | undefined;
                /** The customer's mail address or phone number, corrected; null or blank: none */
                customerContact?: string | null | undefined;
                /** The language of mails to the customer from now on; null: the server's `LANGUAGE` */
                language?: "de" | "en" | null | undefined;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Give a live hold its full time again.
         *
         * The hold lives as long as a new one would, at most `MAX_HOLD_SECONDS` from its creation. Returns the booking with its new `expiresAt`.
         *
         * Errors: `BOOKING_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        extend: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Confirm a live hold.
         *
         * Makes the hold a confirmed booking. A customer's must have the names and the answers that the doctor or show requires. With `reacquire` an expired hold takes its places again if they are still free. Safe to repeat without an idempotency key, which makes it slower: a confirmed booking is returned as it is.
         *
         * Errors: `BOOKING_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `ANSWERS_MISSING`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        confirm: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Whether an expired hold takes its places again if they are still free */
                reacquire?: boolean | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Move a booking to another slot.
         *
         * Takes the places in another slot and frees the old ones, in one transaction. Customers choose a slot of the same doctor or show; staff may choose any. Returns the booking; moving it to the slot that it has changes nothing.
         *
         * Errors: `BOOKING_NOT_FOUND`, `SLOT_NOT_FOUND`, `NO_SEAT`, `NOT_BOOKABLE`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `OTHER_RESOURCE`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `BOOKING_CHECKED_IN`, `CANCELLATION_CLOSED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        reschedule: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** The slot to move it to; of the same doctor or show, unless staff move it */
                slotId: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Show where the bookings of a resource's time could go.
         *
         * A dry run: it changes nothing. For each live booking of the resource's slots in that time it looks for a slot of the same length, of a colleague or on another day: at the same time of day where there are places, else the nearest on these days. A booking is never split. Returns what could be moved, and for whom there is no slot.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `RESOURCE_ARCHIVED`.
         */
        previewMoves: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The doctor or show whose bookings are moved */
                resourceId: string;
                /** When the time begins that is cleared: of slots that are still under way then, too */
                from: string;
                /** When it is over, at most 366 days later */
                until: string;
                /** The doctor or show that gets the bookings; left out: the same, on another day */
                toResourceId?: string | undefined;
                /** How many days later they are to be, on the clocks of the doctor or show; less than 0: earlier */
                shiftDays?: number | undefined;
                /** IANA name of the time zone of a doctor or show that has none; without it UTC */
                timeZone?: string | undefined;
            };
            output: {
                /** Whether every booking of that time has a slot in `moves` */
                fits: boolean;
                /** What could be moved, in the order of the starts, at most 500 */
                moves: {
                    /** The booking */
                    bookingId: string;
                    /** The customer's name */
                    customerName: string;
                    /** How many places of the slot */
                    quantity: number;
                    /** The slot that it is on */
                    previousSlotId: string;
                    /** When that slot starts */
                    previousStartsAt: string;
                    /** The slot that it would get */
                    slotId: string;
                    /** When this slot starts */
                    startsAt: string;
                    /** When this slot ends */
                    endsAt: string;
                    /** Whether it would keep its time of day, on the clocks of either */
                    sameTime: boolean;
                }[];
                /** For whom there is no slot, in the same order */
                unplaced: {
                    /** The booking */
                    bookingId: string;
                    /** The customer's name */
                    customerName: string;
                    /** How many places of the slot */
                    quantity: number;
                    /** The slot that it is on */
                    slotId: string;
                    /** When that slot starts */
                    startsAt: string;
                    /** `NO_SEAT`: the slots that are as long have too few places left; `NOT_BOOKABLE`: no slot that is as long can be booked; `BOOKING_CHECKED_IN`: somebody has come already */
                    reason: "BOOKING_CHECKED_IN" | "NOT_BOOKABLE" | "NO_SEAT";
                }[];
                /** Bookings beyond the first 500, which are left out: move these first */
                remaining: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Move several bookings of a resource's time, all or none.
         *
         * Moves up to 500 bookings, each to the slot that is named for it, in one transaction: what `bookings.previewMoves` has shown, or some of it. Where one does not fit any more, none is moved, and `issues` has each of them with its place in the list and its `code`. Bookings that were cancelled or have expired meanwhile are left alone. Everybody who is moved is told as of any move. Safe to repeat with an idempotency key.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `MOVES_REFUSED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        moveMany: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The doctor or show whose bookings are moved */
                resourceId: string;
                /** When the time begins that is cleared: of slots that are still under way then, too */
                from: string;
                /** When it is over, at most 366 days later */
                until: string;
                /** Which bookings, and where to: those of a preview, all of them or some */
                moves: {
                    /** The booking to move */
                    bookingId: string;
                    /** The slot that it is to get */
                    slotId: string;
                }[];
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The bookings that were moved, in the order of the request */
                moved: {
                    /** The booking */
                    bookingId: string;
                    /** The slot that it was on */
                    previousSlotId: string;
                    /** The slot that it is on now */
                    slotId: string;
                }[];
                /** Those that needed no move any more: cancelled, expired, or on that slot already */
                unchanged: string[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Hand a booking over to somebody else.
         *
         * The live hold or confirmed booking gets a new name, a new contact and a new `token`, which no later response has. Every earlier token has ended then, those in mails among them. Safe to repeat with an idempotency key, also with the token that has ended by it.
         *
         * Errors: `BOOKING_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `BOOKING_CHECKED_IN`, `CANCELLATION_CLOSED`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        handOver: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** The language of mails to the customer from now on; null: the server's `LANGUAGE` */
                language?: "de" | "en" | null | undefined;
                /** Who has the booking from now on */
                customer: {
                    /** The customer's name */
                    name: string;
                    /** The customer's mail address or phone number; null or blank: none */
                    contact?: string | null | undefined;
                };
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** The new customer's token of the booking; no later response has it, and every earlier one has ended */
                token: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change how many places a booking has.
         *
         * Gives places of a live hold or of a confirmed booking back, or takes more of the same slot; where they are not free, nothing changes. Returns the booking, which keeps its id and its token; asking for the quantity that it has changes nothing.
         *
         * Errors: `BOOKING_NOT_FOUND`, `NO_SEAT`, `NOT_BOOKABLE`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `BOOKING_CHECKED_IN`, `CANCELLATION_CLOSED`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        changeQuantity: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** How many places it is to have; to give all of them up, cancel it */
                quantity: number;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Cancel a booking.
         *
         * Frees the places of a live hold or of a confirmed booking, and says how many. Safe to repeat without an idempotency key, which makes it slower: a cancelled booking is returned as it is.
         *
         * Errors: `BOOKING_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_CHECKED_IN`, `CANCELLATION_CLOSED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        cancel: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** How many places of the slot the cancellation released; a repetition is told the same */
                releasedPlaces: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Check a customer in.
         *
         * Notes that the customer of a confirmed booking came, and clears a no-show. Where only some of the persons have come, `persons` says how many are here by now; with `slotId` a ticket of another slot is refused. Safe to repeat: of several check-ins one is the first, and `firstCheckIn` says whether this one was; `newlyCheckedIn` says how many persons it checked in.
         *
         * Errors: `BOOKING_NOT_FOUND`, `BOOKING_NOT_CONFIRMED`, `WRONG_SLOT`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        checkIn: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** How many of the persons are here by now, those before included; without it all */
                persons?: number | undefined;
                /** The slot whose door it is: a booking of another one is refused */
                slotId?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** Whether this request was the first to check anybody in; false: another one had */
                firstCheckIn: boolean;
                /** How many persons this request checked in; 0: as many had been before */
                newlyCheckedIn: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Check a customer out.
         *
         * Notes that persons of a booking who were checked in have left. Where only some have, `persons` says how many are out by now; whoever comes back is checked in again. Safe to repeat; `newlyCheckedOut` says how many persons this request checked out.
         *
         * Errors: `BOOKING_NOT_FOUND`, `BOOKING_NOT_CONFIRMED`, `BOOKING_NOT_CHECKED_IN`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        checkOut: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** How many of the persons who came are out by now, those before included; without it all */
                persons?: number | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** How many persons this request checked out; 0: as many had been before */
                newlyCheckedOut: number;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Mark a booking as a no-show.
         *
         * Notes that the customer of a confirmed booking did not come, and clears a check-in. Returns the booking. Safe to repeat.
         *
         * Errors: `BOOKING_NOT_FOUND`, `BOOKING_NOT_CONFIRMED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        markNoShow: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The booking */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                metadata: Record<string, string>;
                /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                externalId: string | null;
                /** Who comes, at most a name for each place; null: nobody is named */
                attendees: string[] | null;
                /** Answers by the keys of their questions; null: none */
                answers: Record<string, string | number | boolean> | null;
                /** Its id */
                id: string;
                /** The order that it belongs to, with the other bookings of the same call; null: none */
                orderId: string | null;
                /** The slot whose places it claims */
                slotId: string;
                /** When the slot starts */
                startsAt: string;
                /** When the slot ends */
                endsAt: string;
                /** The doctor or show that owns the slot */
                resourceId: string;
                /** The name of the doctor or show */
                resourceName: string;
                /** `PENDING` while it is a live hold */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Why it is `FAILED`; else null */
                failureReason: "HOLD_EXPIRED" | null;
                /** How many places of the slot */
                quantity: number;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                mailProblem: string | null;
                /** When the customer was checked in; else null */
                checkedInAt: string | null;
                /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                checkedIn: number;
                /** How many of these have left again; `checkedIn` less this many are inside */
                checkedOut: number;
                /** When the customer was marked as a no-show; else null */
                noShowAt: string | null;
                /** When the hold expires; it has no meaning once the booking is confirmed */
                expiresAt: string;
                /** When the hold was placed */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List bookings.
         *
         * Newest first, by the filters that are given. Returns a page of bookings; with `expand` each brings along its slot and resource.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only those that have changed at this time or later */
                updatedSince?: string | undefined;
                /** Only the one with this id in another system */
                externalId?: string | undefined;
                /** Only those whose metadata has this value under this key */
                metadata?: {
                    /** The key that is looked at */
                    key: string;
                    /** The whole value under it */
                    value: string;
                } | undefined;
                /** Only bookings with this in the customer's name, with a contact that begins so, or with this reference */
                q?: string | undefined;
                /** Only bookings of this slot */
                slotId?: string | undefined;
                /** Only bookings of this order */
                orderId?: string | undefined;
                /** Only bookings of this doctor's or show's slots */
                resourceId?: string | undefined;
                /** Only bookings with this status as of now */
                status?: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING" | undefined;
                /** Only bookings of slots that start at this time or later */
                from?: string | undefined;
                /** Only bookings of slots that start before this time */
                to?: string | undefined;
                /** Only bookings with exactly this contact, in capitals or not */
                contact?: string | undefined;
                /** What each booking brings along: its `slot`, its `resource`, or both */
                expand?: ("resource" | "slot")[] | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                    /** The slot, with `expand`; null where it was deleted. Else left out */
                    slot?: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Its id */
                        id: string;
                        /** The doctor or show that owns the slot */
                        resourceId: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** The resource's name */
                        resourceName: string;
                        /** When the slot starts */
                        startsAt: string;
                        /** When the slot ends */
                        endsAt: string;
                        /** All places of the slot */
                        capacity: number;
                        /** Places of live holds and confirmed bookings */
                        booked: number;
                        /** Free places that no waiting entry is about to get */
                        available: number;
                        /** Waiting entries of its waitlist, which need more places than are free */
                        waiting: number;
                        /** Whether the slot is closed, by staff or by its schedule: then it takes no new bookings */
                        closed: boolean;
                        /** When the booking window begins; null: no bound */
                        bookableFrom: string | null;
                        /** When the booking window ends; null: no bound */
                        bookableUntil: string | null;
                        /** Hours before the start until which customers may cancel or reschedule; null: at any time */
                        cancelUntil: number | null;
                        /** Minutes before the start until which customers may book; 0: until the slot ends */
                        leadMinutes: number;
                        /** Places of the slot that one contact may have, over all its bookings and entries; null: no limit */
                        maxPerContact: number | null;
                        /** When it was created */
                        createdAt: string;
                        /** When staff last changed it; bookings leave it as it is */
                        updatedAt: string;
                    } | null;
                    /** The doctor or show, with `expand`. Else left out */
                    resource?: {
                        /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                        metadata: Record<string, string>;
                        /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                        externalId: string | null;
                        /** Whether customers name a person for each place before they confirm */
                        asksAttendees: boolean;
                        /** What customers are asked; null: nothing */
                        questions: {
                            /** Answers are a map */
                            type: "object";
                            /** The questions by key, in the order in which they are asked */
                            properties: Record<string, {
                                /** A text, or one of several choices */
                                type: "string";
                                /** The question, as customers read it */
                                title: string;
                                /** The most characters of a text; left out: 1,000 */
                                maxLength?: number;
                                /** The choices; left out: a text */
                                enum?: string[];
                            } | {
                                /** A text, or one of several choices */
                                type: "integer" | "number";
                                /** The question, as customers read it */
                                title: string;
                                /** The least number; left out: any */
                                minimum?: number;
                                /** The greatest number; left out: any */
                                maximum?: number;
                            } | {
                                /** A text, or one of several choices */
                                type: "boolean";
                                /** The question, as customers read it */
                                title: string;
                                /** True: who does not consent gives no answer */
                                const: true;
                            }>;
                            /** The keys of the questions that have to be answered before a customer confirms */
                            required: string[];
                        } | null;
                        /** Its id */
                        id: string;
                        /** Whether it is a doctor or a show */
                        kind: "doctor" | "show";
                        /** Its name */
                        name: string;
                        /** A doctor's specialization or a show's genre; null: none */
                        specialization: string | null;
                        /** Whether its slots must not overlap */
                        exclusive: boolean;
                        /** IANA name of the time zone in which customers read its times; null: UTC */
                        timeZone: string | null;
                        /** Since when nothing new is booked or made for it; null: it is not archived */
                        archivedAt: string | null;
                        /** When it was created */
                        createdAt: string;
                        /** When it last changed */
                        updatedAt: string;
                    };
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** The bookings of one call, as one. */
    orders: {
        /**
         * Get an order.
         *
         * Returns the bookings of one call with their status as of now. It needs the order's token or an API key.
         *
         * Errors: `ORDER_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The order */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** What its bookings are together: `FAILED` once one has failed, else `PENDING` while one is a live hold, else `CONFIRMED`; cancelled ones do not count, unless all are */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Its bookings, in the order of their times; one that was handed over is no longer among them */
                bookings: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** When the first of its live holds expires; null: it has none */
                expiresAt: string | null;
                /** When its holds were placed */
                createdAt: string;
                /** When one of its bookings last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Confirm an order, all or none.
         *
         * Confirms all live holds of the order in one transaction; bookings that are confirmed or cancelled stay as they are. Where one cannot be confirmed, nothing changes, and `detail` names it. With `reacquire` expired holds take their places again if all of them are still free. Returns the order. Safe to repeat without an idempotency key.
         *
         * Errors: `ORDER_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `ANSWERS_MISSING`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        confirm: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The order */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Whether expired holds take their places again if all of them are still free */
                reacquire?: boolean | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** What its bookings are together: `FAILED` once one has failed, else `PENDING` while one is a live hold, else `CONFIRMED`; cancelled ones do not count, unless all are */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Its bookings, in the order of their times; one that was handed over is no longer among them */
                bookings: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** When the first of its live holds expires; null: it has none */
                expiresAt: string | null;
                /** When its holds were placed */
                createdAt: string;
                /** When one of its bookings last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Give an order's live holds their full time again, all or none.
         *
         * Each hold lives as long as a new one would, at most `MAX_HOLD_SECONDS` from its creation; bookings that are confirmed or cancelled stay as they are. Where one has expired, nothing changes, and `detail` names it. Returns the order.
         *
         * Errors: `ORDER_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_NOT_PENDING`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        extend: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The order */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** What its bookings are together: `FAILED` once one has failed, else `PENDING` while one is a live hold, else `CONFIRMED`; cancelled ones do not count, unless all are */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Its bookings, in the order of their times; one that was handed over is no longer among them */
                bookings: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** When the first of its live holds expires; null: it has none */
                expiresAt: string | null;
                /** When its holds were placed */
                createdAt: string;
                /** When one of its bookings last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Cancel an order, all or none.
         *
         * Frees the places of all live holds and confirmed bookings of the order in one transaction; bookings that have expired or are cancelled stay as they are. Where one may not be cancelled, nothing changes, and `detail` names it. Returns the order. Safe to repeat without an idempotency key.
         *
         * Errors: `ORDER_NOT_FOUND`, `HOLD_EXPIRED`, `BOOKING_CHECKED_IN`, `CANCELLATION_CLOSED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        cancel: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The order */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** What its bookings are together: `FAILED` once one has failed, else `PENDING` while one is a live hold, else `CONFIRMED`; cancelled ones do not count, unless all are */
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                /** Its bookings, in the order of their times; one that was handed over is no longer among them */
                bookings: {
                    /** Texts by key, for your own systems; callers without an API key see none where `AUTH=required` */
                    metadata: Record<string, string>;
                    /** Its id in another system; null: none. Callers without an API key see none where `AUTH=required` */
                    externalId: string | null;
                    /** Who comes, at most a name for each place; null: nobody is named */
                    attendees: string[] | null;
                    /** Answers by the keys of their questions; null: none */
                    answers: Record<string, string | number | boolean> | null;
                    /** Its id */
                    id: string;
                    /** The order that it belongs to, with the other bookings of the same call; null: none */
                    orderId: string | null;
                    /** The slot whose places it claims */
                    slotId: string;
                    /** When the slot starts */
                    startsAt: string;
                    /** When the slot ends */
                    endsAt: string;
                    /** The doctor or show that owns the slot */
                    resourceId: string;
                    /** The name of the doctor or show */
                    resourceName: string;
                    /** `PENDING` while it is a live hold */
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    /** Why it is `FAILED`; else null */
                    failureReason: "HOLD_EXPIRED" | null;
                    /** How many places of the slot */
                    quantity: number;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** What the mail server answered when it refused a mail to the customer; only staff see it. Null: nothing */
                    mailProblem: string | null;
                    /** When the customer was checked in; else null */
                    checkedInAt: string | null;
                    /** How many of the persons were checked in, at most `quantity`; 0: nobody */
                    checkedIn: number;
                    /** How many of these have left again; `checkedIn` less this many are inside */
                    checkedOut: number;
                    /** When the customer was marked as a no-show; else null */
                    noShowAt: string | null;
                    /** When the hold expires; it has no meaning once the booking is confirmed */
                    expiresAt: string;
                    /** When the hold was placed */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** When the first of its live holds expires; null: it has none */
                expiresAt: string | null;
                /** When its holds were placed */
                createdAt: string;
                /** When one of its bookings last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Entries that wait for places of a full slot. */
    waitlist: {
        /**
         * Join a full slot's waitlist.
         *
         * The entry becomes a hold as soon as places are free for it. Returns the entry with its `token`, which no later response has: it is also the token of that hold. Safe to repeat with an idempotency key.
         *
         * Errors: `SLOT_NOT_FOUND`, `NOT_BOOKABLE`, `SLOT_NOT_FULL`, `WAITLIST_FULL`, `CONTACT_LIMIT`, `CONTACT_REQUIRED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        join: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The slot, which is full */
                slotId: string;
                /** How many places of the slot */
                quantity?: number | undefined;
                /** The language of mails to the customer; left out or null: the server's `LANGUAGE` */
                language?: "de" | "en" | null | undefined;
                /** Who books */
                customer: {
                    /** The customer's name */
                    name: string;
                    /** The customer's mail address or phone number; null or blank: none */
                    contact?: string | null | undefined;
                };
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The slot */
                slotId: string;
                /** Whether it waits, was promoted, or has left */
                status: "LEFT" | "PROMOTED" | "WAITING";
                /** Places that it waits for */
                quantity: number;
                /** 1 for the first entry of the waitlist; null once it no longer waits */
                position: number | null;
                /** The hold that a promoted entry became; else null */
                bookingId: string | null;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** When it joined */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** The holder's token of the entry and of its booking; no later response has it */
                token: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get an entry of a waitlist.
         *
         * Returns the entry with its position, or with the id of the booking that it became.
         *
         * Errors: `WAITLIST_ENTRY_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The entry */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The slot */
                slotId: string;
                /** Whether it waits, was promoted, or has left */
                status: "LEFT" | "PROMOTED" | "WAITING";
                /** Places that it waits for */
                quantity: number;
                /** 1 for the first entry of the waitlist; null once it no longer waits */
                position: number | null;
                /** The hold that a promoted entry became; else null */
                bookingId: string | null;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** When it joined */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Leave a waitlist.
         *
         * Returns the entry, which waits no longer. Safe to repeat.
         *
         * Errors: `WAITLIST_ENTRY_NOT_FOUND`, `WAITLIST_ENTRY_PROMOTED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        leave: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The entry */
                id: string;
                /** The token of the response that made it; without it an API key is needed */
                token?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The slot */
                slotId: string;
                /** Whether it waits, was promoted, or has left */
                status: "LEFT" | "PROMOTED" | "WAITING";
                /** Places that it waits for */
                quantity: number;
                /** 1 for the first entry of the waitlist; null once it no longer waits */
                position: number | null;
                /** The hold that a promoted entry became; else null */
                bookingId: string | null;
                /** The customer's name */
                customerName: string;
                /** The customer's mail address or phone number; null: none */
                customerContact: string | null;
                /** The language of mails to the customer; null: the server's `LANGUAGE` */
                language: "de" | "en" | null;
                /** When it joined */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List entries of waitlists.
         *
         * Those of a slot that wait, or all of a contact whatever became of them, in order of arrival: give `slotId`, `contact` or both. Returns a page of entries.
         *
         * Errors: `SLOT_NOT_FOUND`.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only entries of this slot; without `contact` those that wait */
                slotId?: string | undefined;
                /** Only entries with exactly this contact, in capitals or not */
                contact?: string | undefined;
                /** Only those that have changed at this time or later */
                updatedSince?: string | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** The slot */
                    slotId: string;
                    /** Whether it waits, was promoted, or has left */
                    status: "LEFT" | "PROMOTED" | "WAITING";
                    /** Places that it waits for */
                    quantity: number;
                    /** 1 for the first entry of the waitlist; null once it no longer waits */
                    position: number | null;
                    /** The hold that a promoted entry became; else null */
                    bookingId: string | null;
                    /** The customer's name */
                    customerName: string;
                    /** The customer's mail address or phone number; null: none */
                    customerContact: string | null;
                    /** The language of mails to the customer; null: the server's `LANGUAGE` */
                    language: "de" | "en" | null;
                    /** When it joined */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Booked slots, for calendar programs. */
    calendars: {
        /**
         * Get the calendar of a resource.
         *
         * Returns what was chosen when it was created, without its secret address.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `CALENDAR_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The doctor or show */
                id: string;
            };
            output: {
                /** The doctor or show */
                resourceId: string;
                /** Whether its entries have the customers' names */
                namesCustomers: boolean;
                /** When it was created */
                createdAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Create the calendar of a resource.
         *
         * Calendar programs subscribe to its secret address. An earlier address of the same resource leads nowhere from then on. Returns the address, which no later response has. It takes no idempotency key: the response has the secret address, which a record would keep.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The doctor or show */
                id: string;
                /** Whether its entries have the customers' names */
                namesCustomers?: boolean | undefined;
            };
            output: {
                /** The doctor or show */
                resourceId: string;
                /** Whether its entries have the customers' names */
                namesCustomers: boolean;
                /** When it was created */
                createdAt: string;
                /** Its secret address; without `PUBLIC_URL` only the path. No later response has it */
                url: string;
                /** The secret in the address; no later response has it */
                secret: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Revoke the calendar of a resource.
         *
         * Its address leads nowhere from then on. Returns the id of the resource. Safe to repeat.
         *
         * Errors: `RESOURCE_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        revoke: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The doctor or show */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The doctor or show */
                resourceId: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** The erasure of a customer's data. */
    customers: {
        /**
         * Erase a customer's data.
         *
         * Erases name and contact from past bookings and entries, and attendees, answers and metadata of the bookings. Live ones keep all of it. Returns what was erased, what is kept, and why, in each store. Safe to repeat. It takes no idempotency key: a repetition looks for what is left, and a record would keep a trace of the contact.
         *
         * Errors: `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        erase: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** All of the contact, in capitals or not */
                contact: string;
            };
            output: {
                /** Bookings whose name, contact and metadata were erased */
                erased: number;
                /** Live bookings of the contact, which keep all of it */
                kept: number;
                /** What was erased and kept in each store, bookings among them */
                stores: {
                    /** The table, or another place */
                    store: "audit" | "backups" | "bookings" | "events" | "idempotency_records" | "jobs" | "log" | "mails" | "memory" | "waitlist_entries";
                    /** Rows of this contact that lost name, contact and metadata, or were deleted */
                    erased: number;
                    /** Rows of this contact that keep both; null: the server cannot tell */
                    kept: number | null;
                    /** Why something is kept, or why there is nothing to erase */
                    reason: string;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** What was changed, and by whom. */
    audit: {
        /**
         * List changes.
         *
         * The changes of one booking, slot, doctor, show, schedule, webhook or API key, oldest first: give exactly one of their ids. Returns a page of changes. Those of a webhook or an API key need the role `admin`.
         *
         * Errors: `FORBIDDEN`.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The changes of this booking */
                bookingId?: string | undefined;
                /** The changes of this slot, its bookings and its waitlist */
                slotId?: string | undefined;
                /** The changes of this doctor or show */
                resourceId?: string | undefined;
                /** The beginning and the end of this absence */
                absenceId?: string | undefined;
                /** The changes of this schedule */
                scheduleId?: string | undefined;
                /** The changes of this webhook */
                webhookId?: string | undefined;
                /** The changes of this API key */
                keyId?: string | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** When the change was made */
                    at: string;
                    /** `public` (a caller without a key), `system` (time or a job), or `key:` and the id of an API key */
                    actor: string;
                    /** The noun and what happened to it */
                    action: "absence.created" | "absence.ended" | "booking.cancelled" | "booking.checked_in" | "booking.checked_out" | "booking.confirmed" | "booking.confirmed_too_late" | "booking.erased" | "booking.expired" | "booking.extended" | "booking.handed_over" | "booking.no_show" | "booking.no_show_cleared" | "booking.placed" | "booking.quantity_changed" | "booking.reacquired" | "booking.rescheduled" | "booking.shortened" | "booking.updated" | "calendar.created" | "calendar.revoked" | "key.created" | "key.revoked" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.created" | "slot.deleted" | "slot.updated" | "waitlist.closed" | "waitlist.erased" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted" | "webhook.created" | "webhook.deleted" | "webhook.disabled" | "webhook.rotated" | "webhook.updated";
                    /** What was changed; null for several bookings */
                    subjectId: string | null;
                    /** The slot, for a slot and its bookings; else null */
                    slotId: string | null;
                    /** The bookings that were changed */
                    bookingIds: string[];
                    /** The changed fields before; null: it was created */
                    before: Record<string, string | number | boolean | string[] | null> | null;
                    /** The changed fields after; null: it was deleted */
                    after: Record<string, string | number | boolean | string[] | null> | null;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** What was changed, and by whom. */
    events: {
        /**
         * List events.
         *
         * Committed changes that others may act on, oldest first. Returns a page of events; read on with the `cursor` of the last one.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** Only events of this type */
                type?: "absence.created" | "absence.ended" | "booking.cancelled" | "booking.checked_in" | "booking.checked_out" | "booking.confirmed" | "booking.confirmed_too_late" | "booking.expired" | "booking.extended" | "booking.handed_over" | "booking.held" | "booking.no_show" | "booking.no_show_cleared" | "booking.quantity_changed" | "booking.rescheduled" | "booking.shortened" | "booking.updated" | "customer.erased" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.available" | "slot.closed" | "slot.created" | "slot.deleted" | "slot.reopened" | "slot.sold_out" | "slot.updated" | "waitlist.closed" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted" | "webhook.disabled" | undefined;
                /** Only events of this slot, its bookings and its waitlist */
                slotId?: string | undefined;
                /** Only events of this booking */
                bookingId?: string | undefined;
                /** Only events of this doctor or show, and of its slots and schedules */
                resourceId?: string | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id: the same for everybody who reads it, at any time */
                    id: string;
                    /** The cursor to read on from after this event */
                    cursor: string;
                    /** When it happened */
                    at: string;
                    /** What happened */
                    type: "absence.created" | "absence.ended" | "booking.cancelled" | "booking.checked_in" | "booking.checked_out" | "booking.confirmed" | "booking.confirmed_too_late" | "booking.expired" | "booking.extended" | "booking.handed_over" | "booking.held" | "booking.no_show" | "booking.no_show_cleared" | "booking.quantity_changed" | "booking.rescheduled" | "booking.shortened" | "booking.updated" | "customer.erased" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.available" | "slot.closed" | "slot.created" | "slot.deleted" | "slot.reopened" | "slot.sold_out" | "slot.updated" | "waitlist.closed" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted" | "webhook.disabled";
                    /** The slot, for events of slots, bookings and entries; else null */
                    slotId: string | null;
                    /** The booking; null: none */
                    bookingId: string | null;
                    /** The doctor or show that it is about, or whose slot; null: none */
                    resourceId: string | null;
                    /** The state after the change, and further fields, by type */
                    data: Record<string, string | number | boolean | string[] | null>;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** Addresses that hear of events, and what was sent to them. */
    webhooks: {
        /**
         * Create a webhook.
         *
         * From now on the events of its topics are sent to `url`. Returns the webhook with its `secret`, which no later response has. It takes no idempotency key: the response has the secret, which a record would keep.
         *
         * Errors: `WEBHOOKS_FULL`, `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Where events are sent to: `https:`, without user, password and fragment */
                url: string;
                /** The events that it hears of */
                topics: ("*" | "absence.created" | "absence.ended" | "booking.cancelled" | "booking.checked_in" | "booking.checked_out" | "booking.confirmed" | "booking.confirmed_too_late" | "booking.expired" | "booking.extended" | "booking.handed_over" | "booking.held" | "booking.no_show" | "booking.no_show_cleared" | "booking.quantity_changed" | "booking.rescheduled" | "booking.shortened" | "booking.updated" | "customer.erased" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.available" | "slot.closed" | "slot.created" | "slot.deleted" | "slot.reopened" | "slot.sold_out" | "slot.updated" | "waitlist.closed" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted" | "webhook.disabled" | `${string}.*`)[];
                /** What it is for */
                description?: string | null | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** Where events are sent to */
                url: string;
                /** The events that it hears of */
                topics: string[];
                /** What it is for; null: nothing was said */
                description: string | null;
                /** Whether events are sent; if not, they wait */
                active: boolean;
                /** Why the server disabled it; null: it did not */
                disabledFor: "FAILING" | "GONE" | null;
                /** Since when nothing was accepted; null: the last was */
                failingSince: string | null;
                /** Until when deliveries are signed with the secret before, too; null: there is none */
                previousSecretUntil: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** The secret that its deliveries are signed with; no later response has it */
                secret: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List webhooks.
         *
         * Oldest first, paused and disabled ones included. Returns a page of webhooks without their secrets.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** Where events are sent to */
                    url: string;
                    /** The events that it hears of */
                    topics: string[];
                    /** What it is for; null: nothing was said */
                    description: string | null;
                    /** Whether events are sent; if not, they wait */
                    active: boolean;
                    /** Why the server disabled it; null: it did not */
                    disabledFor: "FAILING" | "GONE" | null;
                    /** Since when nothing was accepted; null: the last was */
                    failingSince: string | null;
                    /** Until when deliveries are signed with the secret before, too; null: there is none */
                    previousSecretUntil: string | null;
                    /** When it was created */
                    createdAt: string;
                    /** When it last changed */
                    updatedAt: string;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Get a webhook.
         *
         * Returns the webhook without its secret.
         *
         * Errors: `WEBHOOK_NOT_FOUND`.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The webhook */
                id: string;
            };
            output: {
                /** Its id */
                id: string;
                /** Where events are sent to */
                url: string;
                /** The events that it hears of */
                topics: string[];
                /** What it is for; null: nothing was said */
                description: string | null;
                /** Whether events are sent; if not, they wait */
                active: boolean;
                /** Why the server disabled it; null: it did not */
                disabledFor: "FAILING" | "GONE" | null;
                /** Since when nothing was accepted; null: the last was */
                failingSince: string | null;
                /** Until when deliveries are signed with the secret before, too; null: there is none */
                previousSecretUntil: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Change, pause or resume a webhook.
         *
         * Fields that are left out stay as they are. While it is paused, events wait for it, 30 days at most. Returns the webhook.
         *
         * Errors: `WEBHOOK_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The webhook */
                id: string;
                /** Where events are sent to: `https:`, without user, password and fragment */
                url?: string | undefined;
                /** The events that it hears of */
                topics?: ("*" | "absence.created" | "absence.ended" | "booking.cancelled" | "booking.checked_in" | "booking.checked_out" | "booking.confirmed" | "booking.confirmed_too_late" | "booking.expired" | "booking.extended" | "booking.handed_over" | "booking.held" | "booking.no_show" | "booking.no_show_cleared" | "booking.quantity_changed" | "booking.rescheduled" | "booking.shortened" | "booking.updated" | "customer.erased" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.available" | "slot.closed" | "slot.created" | "slot.deleted" | "slot.reopened" | "slot.sold_out" | "slot.updated" | "waitlist.closed" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted" | "webhook.disabled" | `${string}.*`)[] | undefined;
                /** What it is for */
                description?: string | null | undefined;
                /** false pauses it: events wait. true resumes it, also where the server disabled it */
                active?: boolean | undefined;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** Where events are sent to */
                url: string;
                /** The events that it hears of */
                topics: string[];
                /** What it is for; null: nothing was said */
                description: string | null;
                /** Whether events are sent; if not, they wait */
                active: boolean;
                /** Why the server disabled it; null: it did not */
                disabledFor: "FAILING" | "GONE" | null;
                /** Since when nothing was accepted; null: the last was */
                failingSince: string | null;
                /** Until when deliveries are signed with the secret before, too; null: there is none */
                previousSecretUntil: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Delete a webhook.
         *
         * Its deliveries go with it, those that wait included. Returns its id.
         *
         * Errors: `WEBHOOK_NOT_FOUND`, `PRECONDITION_FAILED`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        delete: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The webhook */
                id: string;
                /** The `updatedAt` that the caller read; left out: whatever it is by now */
                ifMatch?: string | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** The id of the deleted webhook */
                id: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Ping a webhook.
         *
         * Sends a `webhook.ping` as an event is sent. Returns its delivery, whose `attempts` say later what became of it. It takes no idempotency key: each ping is a delivery of its own.
         *
         * Errors: `WEBHOOK_NOT_FOUND`, `WEBHOOK_INACTIVE`, `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        ping: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The webhook */
                id: string;
            };
            output: {
                /** Its id */
                id: string;
                /** The webhook */
                webhookId: string;
                /** The id of the event, and the header `webhook-id` of every attempt */
                eventId: string;
                /** The type of the event, or `webhook.ping` */
                type: string;
                /** `PENDING`: it is still to be accepted; `DELIVERED`: a 2xx was answered; `FAILED`: given up after three days */
                status: "DELIVERED" | "FAILED" | "PENDING";
                /** When it is tried next; null: it is not */
                nextAttemptAt: string | null;
                /** When it was noted */
                createdAt: string;
                /** The attempts so far, oldest first */
                attempts: {
                    /** When it began */
                    at: string;
                    /** The status that was answered; null: none was */
                    status: number | null;
                    /** How long it took, in milliseconds */
                    durationMilliseconds: number;
                    /** Why there was no answer; null: there was one */
                    error: string | null;
                    /** The first 1,024 bytes of the answer's body */
                    answer: string;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Give a webhook a new secret.
         *
         * For 24 hours deliveries are signed with the secret before, too. Returns the webhook with its new `secret`, which no later response has. It takes no idempotency key: the response has the secret, which a record would keep.
         *
         * Errors: `WEBHOOK_NOT_FOUND`, `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        rotate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The webhook */
                id: string;
            };
            output: {
                /** Its id */
                id: string;
                /** Where events are sent to */
                url: string;
                /** The events that it hears of */
                topics: string[];
                /** What it is for; null: nothing was said */
                description: string | null;
                /** Whether events are sent; if not, they wait */
                active: boolean;
                /** Why the server disabled it; null: it did not */
                disabledFor: "FAILING" | "GONE" | null;
                /** Since when nothing was accepted; null: the last was */
                failingSince: string | null;
                /** Until when deliveries are signed with the secret before, too; null: there is none */
                previousSecretUntil: string | null;
                /** When it was created */
                createdAt: string;
                /** When it last changed */
                updatedAt: string;
                /** The secret that its deliveries are signed with; no later response has it */
                secret: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List deliveries of a webhook.
         *
         * Newest first, those of the last 30 days. Returns a page of deliveries, each with its attempts.
         *
         * Errors: `WEBHOOK_NOT_FOUND`.
         */
        deliveries: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
                /** The webhook */
                id: string;
                /** Only deliveries with this status */
                status?: "DELIVERED" | "FAILED" | "PENDING" | undefined;
                /** Only deliveries of this event */
                eventId?: string | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** The webhook */
                    webhookId: string;
                    /** The id of the event, and the header `webhook-id` of every attempt */
                    eventId: string;
                    /** The type of the event, or `webhook.ping` */
                    type: string;
                    /** `PENDING`: it is still to be accepted; `DELIVERED`: a 2xx was answered; `FAILED`: given up after three days */
                    status: "DELIVERED" | "FAILED" | "PENDING";
                    /** When it is tried next; null: it is not */
                    nextAttemptAt: string | null;
                    /** When it was noted */
                    createdAt: string;
                    /** The attempts so far, oldest first */
                    attempts: {
                        /** When it began */
                        at: string;
                        /** The status that was answered; null: none was */
                        status: number | null;
                        /** How long it took, in milliseconds */
                        durationMilliseconds: number;
                        /** Why there was no answer; null: there was one */
                        error: string | null;
                        /** The first 1,024 bytes of the answer's body */
                        answer: string;
                    }[];
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Send deliveries of a webhook again.
         *
         * Sends what was delivered or has failed in a time again, oldest first, each under the id that it had. Returns how many.
         *
         * Errors: `WEBHOOK_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        replay: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The webhook */
                id: string;
                /** Deliveries noted at or after this time */
                from: string;
                /** Deliveries noted before this time; left out: no bound */
                until?: string | undefined;
                /** Only deliveries with this status; left out: delivered and failed ones */
                status?: "DELIVERED" | "FAILED" | undefined;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** How many are sent again: the oldest, 10,000 at most */
                replayed: number;
                /** The `from` of a further replay for the others; null: there are none */
                continueFrom: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Send a delivery again.
         *
         * Under the id that it had, and at once. Returns the delivery. Safe to repeat.
         *
         * Errors: `DELIVERY_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        replayDelivery: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The delivery */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** The webhook */
                webhookId: string;
                /** The id of the event, and the header `webhook-id` of every attempt */
                eventId: string;
                /** The type of the event, or `webhook.ping` */
                type: string;
                /** `PENDING`: it is still to be accepted; `DELIVERED`: a 2xx was answered; `FAILED`: given up after three days */
                status: "DELIVERED" | "FAILED" | "PENDING";
                /** When it is tried next; null: it is not */
                nextAttemptAt: string | null;
                /** When it was noted */
                createdAt: string;
                /** The attempts so far, oldest first */
                attempts: {
                    /** When it began */
                    at: string;
                    /** The status that was answered; null: none was */
                    status: number | null;
                    /** How long it took, in milliseconds */
                    durationMilliseconds: number;
                    /** Why there was no answer; null: there was one */
                    error: string | null;
                    /** The first 1,024 bytes of the answer's body */
                    answer: string;
                }[];
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** What happened in a time, how full its days are, and what is queued now. */
    overview: {
        /**
         * Get an overview.
         *
         * How many holds were placed, and how many bookings confirmed, expired or cancelled, in each hour or day of a time; how full its days are; and what is queued now: jobs, deliveries, mails.
         */
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** The begin of the time in question */
                from: string;
                /** Its end, at most 366 days later; 31 days where `by` is `hour` */
                to: string;
                /** What the changes are counted by */
                by?: "day" | "hour" | undefined;
                /** IANA name of the time zone of hours and days; without it UTC */
                timeZone?: string | undefined;
            };
            output: {
                /** Each hour or day of the time, in order */
                changes: {
                    /** When the hour or the day begins */
                    from: string;
                    /** Holds that were placed */
                    placed: number;
                    /** Bookings that were confirmed */
                    confirmed: number;
                    /** Holds that expired, when that was written down */
                    expired: number;
                    /** Bookings that were cancelled */
                    cancelled: number;
                }[];
                /** Each day of the time that has slots, in order */
                days: {
                    /** The day on which the slots start */
                    day: string;
                    /** Slots, closed ones included */
                    slots: number;
                    /** Their places; of closed ones those that are booked */
                    capacity: number;
                    /** Places that live holds and confirmed bookings take */
                    booked: number;
                }[];
                /** The job queue */
                jobs: {
                    /** Jobs that are due and were not begun */
                    queued: number;
                    /** Since when the oldest of them is due; null: there is none */
                    oldest: string | null;
                };
                /** Each webhook, oldest first */
                webhooks: {
                    /** The webhook */
                    id: string;
                    /** Whether anything is sent to it */
                    active: boolean;
                    /** Deliveries that are still to be accepted; 10,000 are counted */
                    queued: number;
                    /** Those that have failed, of the latest 10,000 */
                    failed: number;
                }[];
                /** The mails to customers */
                mails: {
                    /** Mails that are still to be sent */
                    queued: number;
                    /** When the oldest of them was made; null: there is none */
                    oldest: string | null;
                    /** Mails of the last 24 hours that were refused, given up, or perhaps not sent */
                    troubled: number;
                };
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
    /** The keys of members of staff. */
    keys: {
        /**
         * Create an API key.
         *
         * Returns the key itself in `key`; no later response has it. It takes no idempotency key: the response has the API key itself, which a record would keep.
         *
         * Errors: `IDEMPOTENCY_KEY_NOT_ALLOWED`.
         */
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** Whom or what the key is for */
                name: string;
                /** `admin` may do everything, `desk` what the desk needs */
                role: "admin" | "desk";
                /** When it expires, in the future; null: never */
                expiresAt?: string | null | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** Whom or what the key is for */
                name: string;
                /** `admin` may do everything, `desk` what the desk needs */
                role: "admin" | "desk";
                /** When it was created */
                createdAt: string;
                /** When it expires; null: never */
                expiresAt: string | null;
                /** When it was last used, to the minute; null: never */
                lastUsedAt: string | null;
                /** When it was revoked; null: it was not */
                revokedAt: string | null;
                /** The key itself; no later response has it */
                key: string;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * List API keys.
         *
         * Oldest first, revoked ones included. Returns a page of keys without their secrets.
         */
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                /** Items of the page */
                limit?: number | undefined;
                /** Where the page begins: the cursor that the page before gave */
                cursor?: string | undefined;
                /** `forward`, which infinite queries of tRPC send; it changes nothing */
                direction?: "forward" | undefined;
            };
            output: {
                /** The items of this page */
                items: {
                    /** Its id */
                    id: string;
                    /** Whom or what the key is for */
                    name: string;
                    /** `admin` may do everything, `desk` what the desk needs */
                    role: "admin" | "desk";
                    /** When it was created */
                    createdAt: string;
                    /** When it expires; null: never */
                    expiresAt: string | null;
                    /** When it was last used, to the minute; null: never */
                    lastUsedAt: string | null;
                    /** When it was revoked; null: it was not */
                    revokedAt: string | null;
                }[];
                /** Where the next page begins: its `cursor`; null on the last page */
                nextCursor: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
        /**
         * Revoke an API key.
         *
         * The key is refused from now on. Returns it. Safe to repeat.
         *
         * Errors: `KEY_NOT_FOUND`, `IDEMPOTENCY_KEY_IN_USE`, `IDEMPOTENCY_MISMATCH`.
         */
        revoke: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                /** The API key */
                id: string;
                /** Makes the call safe to repeat: the same key and input within 24 hours get the first answer again. Best a new UUID; of callers without an API key at least 20 characters */
                idempotencyKey?: string | undefined;
            };
            output: {
                /** Its id */
                id: string;
                /** Whom or what the key is for */
                name: string;
                /** `admin` may do everything, `desk` what the desk needs */
                role: "admin" | "desk";
                /** When it was created */
                createdAt: string;
                /** When it expires; null: never */
                expiresAt: string | null;
                /** When it was last used, to the minute; null: never */
                lastUsedAt: string | null;
                /** When it was revoked; null: it was not */
                revokedAt: string | null;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                        code?: "ABSENCE_NOT_FOUND" | "ANSWERS_MISSING" | "BOOKING_CHECKED_IN" | "BOOKING_ERASED" | "BOOKING_NOT_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CALENDAR_NOT_FOUND" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "CONTACT_LIMIT" | "CONTACT_REQUIRED" | "DELIVERY_NOT_FOUND" | "DOCTOR_NOT_FOUND" | "EXTERNAL_ID_TAKEN" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_KEY_NOT_ALLOWED" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "MOVES_REFUSED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "ORDER_NOT_FOUND" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_ARCHIVED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL" | "WEBHOOKS_FULL" | "WEBHOOK_INACTIVE" | "WEBHOOK_NOT_FOUND" | "WRONG_SLOT";
                    }[] | undefined;
                };
            };
        }>;
    };
}>>;

/** The router that a Holdfast server serves. */
export type AppRouter = typeof clientRouter;
