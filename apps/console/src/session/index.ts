export {
  forgetSession,
  type Role,
  type Session,
  SessionProvider,
  SignInError,
  sessionQuery,
  signIn,
  signOut,
  useIsAdmin,
  useSession,
} from "./session.ts";
