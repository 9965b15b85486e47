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
            appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
            requestId: string | undefined;
            issues: {
                path: string;
                message: string;
            }[] | undefined;
        };
    };
    transformer: false;
}, import("@trpc/server").TRPCDecorateCreateRouterOptions<{
    resources: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                kind: "doctor" | "show";
                name: string;
                specialization?: string | null | undefined;
                exclusive?: boolean | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                kind: "doctor" | "show";
                name: string;
                specialization: string | null;
                exclusive: boolean;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                kind: "doctor" | "show";
                name: string;
                specialization: string | null;
                exclusive: boolean;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                kind?: "doctor" | "show" | undefined;
            };
            output: {
                items: {
                    id: string;
                    kind: "doctor" | "show";
                    name: string;
                    specialization: string | null;
                    exclusive: boolean;
                    createdAt: string;
                    updatedAt: string;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                name?: string | undefined;
                specialization?: string | null | undefined;
                exclusive?: boolean | undefined;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                kind: "doctor" | "show";
                name: string;
                specialization: string | null;
                exclusive: boolean;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    schedules: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                capacity: number;
                cancelUntil?: number | null | undefined;
                bookableFromMinutes?: number | null | undefined;
                bookableUntilMinutes?: number | null | undefined;
                resourceId: string;
                gapMinutes?: number | undefined;
                leadMinutes?: number | undefined;
                horizonDays?: number | undefined;
                exceptions?: string[] | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                gapMinutes: number;
                capacity: number;
                leadMinutes: number;
                cancelUntil: number | null;
                bookableFromMinutes: number | null;
                bookableUntilMinutes: number | null;
                horizonDays: number;
                exceptions: string[];
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                resourceId: string;
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                gapMinutes: number;
                capacity: number;
                leadMinutes: number;
                cancelUntil: number | null;
                bookableFromMinutes: number | null;
                bookableUntilMinutes: number | null;
                horizonDays: number;
                exceptions: string[];
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                resourceId?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    resourceId: string;
                    rrule: string;
                    timeZone: string;
                    startsOn: string;
                    opensAt: string;
                    closesAt: string;
                    slotMinutes: number;
                    gapMinutes: number;
                    capacity: number;
                    leadMinutes: number;
                    cancelUntil: number | null;
                    bookableFromMinutes: number | null;
                    bookableUntilMinutes: number | null;
                    horizonDays: number;
                    exceptions: string[];
                    createdAt: string;
                    updatedAt: string;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                rrule?: string | undefined;
                timeZone?: string | undefined;
                startsOn?: string | undefined;
                opensAt?: string | undefined;
                closesAt?: string | undefined;
                slotMinutes?: number | undefined;
                gapMinutes?: number | undefined;
                capacity?: number | undefined;
                leadMinutes?: number | undefined;
                cancelUntil?: number | null | undefined;
                bookableFromMinutes?: number | null | undefined;
                bookableUntilMinutes?: number | null | undefined;
                horizonDays?: number | undefined;
                exceptions?: string[] | undefined;
                id: string;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                gapMinutes: number;
                capacity: number;
                leadMinutes: number;
                cancelUntil: number | null;
                bookableFromMinutes: number | null;
                bookableUntilMinutes: number | null;
                horizonDays: number;
                exceptions: string[];
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        addException: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                day: string;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                gapMinutes: number;
                capacity: number;
                leadMinutes: number;
                cancelUntil: number | null;
                bookableFromMinutes: number | null;
                bookableUntilMinutes: number | null;
                horizonDays: number;
                exceptions: string[];
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        removeException: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                day: string;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                rrule: string;
                timeZone: string;
                startsOn: string;
                opensAt: string;
                closesAt: string;
                slotMinutes: number;
                gapMinutes: number;
                capacity: number;
                leadMinutes: number;
                cancelUntil: number | null;
                bookableFromMinutes: number | null;
                bookableUntilMinutes: number | null;
                horizonDays: number;
                exceptions: string[];
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        delete: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                slotsDeleted: number;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        generate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                slotsCreated: number;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    slots: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                startsAt: string;
                endsAt: string;
                bookableFrom?: string | null | undefined;
                bookableUntil?: string | null | undefined;
                resourceId: string;
                capacity: number;
                cancelUntil?: number | null | undefined;
                leadMinutes?: number | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                kind: "doctor" | "show";
                resourceName: string;
                startsAt: string;
                endsAt: string;
                capacity: number;
                booked: number;
                available: number;
                waiting: number;
                closed: boolean;
                bookableFrom: string | null;
                bookableUntil: string | null;
                cancelUntil: number | null;
                leadMinutes: number;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                resourceId: string;
                kind: "doctor" | "show";
                resourceName: string;
                startsAt: string;
                endsAt: string;
                capacity: number;
                booked: number;
                available: number;
                waiting: number;
                closed: boolean;
                bookableFrom: string | null;
                bookableUntil: string | null;
                cancelUntil: number | null;
                leadMinutes: number;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                resourceId?: string | undefined;
                from?: string | undefined;
                to?: string | undefined;
                availableOnly?: boolean | undefined;
            };
            output: {
                items: {
                    id: string;
                    resourceId: string;
                    kind: "doctor" | "show";
                    resourceName: string;
                    startsAt: string;
                    endsAt: string;
                    capacity: number;
                    booked: number;
                    available: number;
                    waiting: number;
                    closed: boolean;
                    bookableFrom: string | null;
                    bookableUntil: string | null;
                    cancelUntil: number | null;
                    leadMinutes: number;
                    createdAt: string;
                    updatedAt: string;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                bookableFrom?: string | null | undefined;
                bookableUntil?: string | null | undefined;
                id: string;
                startsAt?: string | undefined;
                endsAt?: string | undefined;
                capacity?: number | undefined;
                closed?: boolean | undefined;
                cancelUntil?: number | null | undefined;
                leadMinutes?: number | undefined;
                ifMatch?: string | undefined;
            };
            output: {
                id: string;
                resourceId: string;
                kind: "doctor" | "show";
                resourceName: string;
                startsAt: string;
                endsAt: string;
                capacity: number;
                booked: number;
                available: number;
                waiting: number;
                closed: boolean;
                bookableFrom: string | null;
                bookableUntil: string | null;
                cancelUntil: number | null;
                leadMinutes: number;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        delete: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                ifMatch?: string | undefined;
            };
            output: {
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    bookings: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                slotId: string;
                quantity?: number | undefined;
                customer: {
                    name: string;
                    contact?: string | null | undefined;
                };
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
                updatedAt: string;
                expiresInSeconds: number;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        createMany: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                lines: {
                    slotId: string;
                    quantity?: number | undefined;
                }[];
                customer: {
                    name: string;
                    contact?: string | null | undefined;
                };
                idempotencyKey?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    slotId: string;
                    startsAt: string;
                    endsAt: string;
                    resourceId: string;
                    resourceName: string;
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    failureReason: "HOLD_EXPIRED" | null;
                    quantity: number;
                    customerName: string;
                    customerContact: string | null;
                    checkedInAt: string | null;
                    noShowAt: string | null;
                    expiresAt: string;
                    createdAt: string;
                    updatedAt: string;
                    expiresInSeconds: number;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
                token?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        extend: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                token?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        confirm: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                token?: string | undefined;
                reacquire?: boolean | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        reschedule: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                token?: string | undefined;
                slotId: string;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        cancel: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                token?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        checkIn: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
                updatedAt: string;
                firstCheckIn: boolean;
            };
            meta: object;
            errorShape: {
                code: -32603 | -32600 | -32029 | -32022 | -32015 | -32013 | -32012 | -32009 | -32005 | -32004 | -32003 | -32001;
                message: string;
                data: {
                    code: "BAD_REQUEST" | "CONFLICT" | "FORBIDDEN" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "SERVICE_UNAVAILABLE" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;
                    path: string | undefined;
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        markNoShow: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                slotId: string;
                startsAt: string;
                endsAt: string;
                resourceId: string;
                resourceName: string;
                status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                failureReason: "HOLD_EXPIRED" | null;
                quantity: number;
                customerName: string;
                customerContact: string | null;
                checkedInAt: string | null;
                noShowAt: string | null;
                expiresAt: string;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                slotId?: string | undefined;
                resourceId?: string | undefined;
                status?: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                contact?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    slotId: string;
                    startsAt: string;
                    endsAt: string;
                    resourceId: string;
                    resourceName: string;
                    status: "CANCELLED" | "CONFIRMED" | "FAILED" | "PENDING";
                    failureReason: "HOLD_EXPIRED" | null;
                    quantity: number;
                    customerName: string;
                    customerContact: string | null;
                    checkedInAt: string | null;
                    noShowAt: string | null;
                    expiresAt: string;
                    createdAt: string;
                    updatedAt: string;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    waitlist: {
        join: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                slotId: string;
                quantity?: number | undefined;
                customer: {
                    name: string;
                    contact?: string | null | undefined;
                };
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                status: "LEFT" | "PROMOTED" | "WAITING";
                quantity: number;
                position: number | null;
                bookingId: string | null;
                customerName: string;
                customerContact: string | null;
                createdAt: string;
                updatedAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
                token?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                status: "LEFT" | "PROMOTED" | "WAITING";
                quantity: number;
                position: number | null;
                bookingId: string | null;
                customerName: string;
                customerContact: string | null;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        leave: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                token?: string | undefined;
            };
            output: {
                id: string;
                slotId: string;
                status: "LEFT" | "PROMOTED" | "WAITING";
                quantity: number;
                position: number | null;
                bookingId: string | null;
                customerName: string;
                customerContact: string | null;
                createdAt: string;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                slotId?: string | undefined;
                contact?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    slotId: string;
                    status: "LEFT" | "PROMOTED" | "WAITING";
                    quantity: number;
                    position: number | null;
                    bookingId: string | null;
                    customerName: string;
                    customerContact: string | null;
                    createdAt: string;
                    updatedAt: string;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    customers: {
        erase: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                contact: string;
            };
            output: {
                erased: number;
                kept: number;
                stores: {
                    store: "audit" | "backups" | "bookings" | "events" | "idempotency_records" | "jobs" | "log" | "memory" | "waitlist_entries";
                    erased: number;
                    kept: number | null;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    audit: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
                bookingId?: string | undefined;
                slotId?: string | undefined;
                resourceId?: string | undefined;
                scheduleId?: string | undefined;
                keyId?: string | undefined;
            };
            output: {
                items: {
                    id: string;
                    at: string;
                    actor: string;
                    action: "booking.cancelled" | "booking.checked_in" | "booking.confirmed" | "booking.erased" | "booking.expired" | "booking.extended" | "booking.no_show" | "booking.no_show_cleared" | "booking.placed" | "booking.reacquired" | "booking.rescheduled" | "key.created" | "key.revoked" | "resource.created" | "resource.updated" | "schedule.created" | "schedule.deleted" | "schedule.updated" | "slot.created" | "slot.deleted" | "slot.updated" | "waitlist.erased" | "waitlist.joined" | "waitlist.left" | "waitlist.promoted";
                    subjectId: string | null;
                    slotId: string | null;
                    bookingIds: string[];
                    before: Record<string, string | number | boolean | string[] | null> | null;
                    after: Record<string, string | number | boolean | string[] | null> | null;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    events: {
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
            };
            output: {
                items: {
                    cursor: string;
                    at: string;
                    type: "booking.confirmed_too_late" | "waitlist.closed" | "waitlist.promoted";
                    slotId: string;
                    bookingId: string | null;
                    data: Record<string, string | number | boolean | string[] | null>;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
    keys: {
        create: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                role: "admin" | "desk";
                expiresAt?: string | null | undefined;
            };
            output: {
                id: string;
                name: string;
                role: "admin" | "desk";
                createdAt: string;
                expiresAt: string | null;
                lastUsedAt: string | null;
                revokedAt: string | null;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
                cursor?: string | undefined;
                direction?: "forward" | undefined;
            };
            output: {
                items: {
                    id: string;
                    name: string;
                    role: "admin" | "desk";
                    createdAt: string;
                    expiresAt: string | null;
                    lastUsedAt: string | null;
                    revokedAt: string | null;
                }[];
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
        revoke: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string;
                name: string;
                role: "admin" | "desk";
                createdAt: string;
                expiresAt: string | null;
                lastUsedAt: string | null;
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
                    appCode: "BOOKING_CHECKED_IN" | "BOOKING_NOT_CONFIRMED" | "BOOKING_NOT_FOUND" | "BOOKING_NOT_PENDING" | "BUSY" | "CANCELLATION_CLOSED" | "CAPACITY_BELOW_BOOKED" | "DOCTOR_NOT_FOUND" | "FORBIDDEN" | "HOLD_EXPIRED" | "IDEMPOTENCY_KEY_IN_USE" | "IDEMPOTENCY_MISMATCH" | "INTERNAL" | "INVALID_INPUT" | "KEY_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_BOOKABLE" | "NOT_FOUND" | "NO_SEAT" | "OTHER_RESOURCE" | "PAYLOAD_TOO_LARGE" | "PRECONDITION_FAILED" | "RATE_LIMITED" | "RESOURCE_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "SHOW_NOT_FOUND" | "SLOT_HAS_BOOKINGS" | "SLOT_NOT_FOUND" | "SLOT_NOT_FULL" | "SLOT_OVERLAP" | "UNAUTHORIZED" | "UNSUPPORTED_MEDIA_TYPE" | "WAITLIST_ENTRY_NOT_FOUND" | "WAITLIST_ENTRY_PROMOTED" | "WAITLIST_FULL";
                    requestId: string | undefined;
                    issues: {
                        path: string;
                        message: string;
                    }[] | undefined;
                };
            };
        }>;
    };
}>>;

/** The router that a Holdfast server serves. */
export type AppRouter = typeof clientRouter;
