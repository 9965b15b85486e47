import type { CreateResourceInput } from "@holdfast/contract";

/* What the demo shows: a clinic and a theatre, in the coming two weeks. No mail can reach anybody in it. */

/** External ids of all that the demo makes begin with it. */
export const DEMO_PREFIX = "demo:";

/** A doctor's hours. */
export interface DemoDoctor extends Pick<CreateResourceInput, "name" | "specialization"> {
  days: string;
  opensAt: string;
  closesAt: string;
  slotMinutes: number;
}

export const DOCTORS: readonly DemoDoctor[] = [
  {
    name: "Dr. Amelia Hart",
    specialization: "General practice",
    days: "MO,TU,WE,TH,FR",
    opensAt: "08:30",
    closesAt: "12:30",
    slotMinutes: 20,
  },
  {
    name: "Dr. Jonas Keller",
    specialization: "Cardiology",
    days: "MO,WE,FR",
    opensAt: "09:00",
    closesAt: "13:00",
    slotMinutes: 30,
  },
  {
    name: "Dr. Priya Nair",
    specialization: "Paediatrics",
    days: "MO,TU,TH,SA",
    opensAt: "09:00",
    closesAt: "12:00",
    slotMinutes: 20,
  },
  {
    name: "Dr. Elena Rossi",
    specialization: "Dermatology",
    days: "TU,TH",
    opensAt: "14:00",
    closesAt: "18:00",
    slotMinutes: 30,
  },
];

/** A show of the theatre. */
export interface DemoShow extends Pick<CreateResourceInput, "name" | "specialization"> {
  /** The days from today on which it is given. */
  days: readonly number[];
  startsAt: string;
  minutes: number;
  capacity: number;
  /** Places that are taken of each evening, one evening after another. */
  taken: readonly number[];
}

export const SHOWS: readonly DemoShow[] = [
  {
    name: "The Tempest",
    specialization: "Drama",
    days: [2, 3, 5, 9, 10, 12],
    startsAt: "19:30",
    minutes: 150,
    capacity: 80,
    taken: [23, 11, 37, 4, 0, 9],
  },
  {
    name: "A Doll's House",
    specialization: "Drama",
    days: [4, 6, 11, 13],
    startsAt: "20:00",
    minutes: 130,
    capacity: 60,
    taken: [17, 8, 0, 3],
  },
  {
    name: "Peter and the Wolf",
    specialization: "For families",
    days: [3, 6, 10, 13],
    startsAt: "15:00",
    minutes: 60,
    capacity: 40,
    taken: [29, 14, 6, 0],
  },
  {
    name: "Late Night Improv",
    specialization: "Comedy",
    days: [5, 12],
    startsAt: "22:30",
    minutes: 75,
    capacity: 12,
    taken: [12, 5],
  },
];

/** Places that one customer of a show takes, one customer after another. */
export const PARTIES: readonly number[] = [2, 1, 4, 2, 3, 2, 1, 5];

/** Entries that wait for places of a show that is sold out. */
export const WAITING_ENTRIES = 3;

const FIRST_NAMES = [
  "Ada",
  "Ben",
  "Chloe",
  "David",
  "Emma",
  "Farid",
  "Grace",
  "Hugo",
  "Iris",
  "Jakob",
  "Karim",
  "Lea",
];
const LAST_NAMES = [
  "Adler",
  "Brooks",
  "Conti",
  "Dubois",
  "Evans",
  "Fischer",
  "Gupta",
  "Haddad",
  "Ito",
  "Jensen",
  "Kaya",
];

/** A customer, with a telephone number that is nobody's. The lists have no common divisor: no name comes twice in 132. */
export const customerOf = (number: number) => ({
  name: `${FIRST_NAMES[number % FIRST_NAMES.length]} ${LAST_NAMES[number % LAST_NAMES.length]}`,
  contact: `+44 20 7946 ${String(number % 1000).padStart(4, "0")}`,
});

/** Whether the slot of a doctor with this number, in the order of time, is taken: most of the first days are. */
export const isTakenAt = (number: number): boolean =>
  number < 8 ? number % 4 !== 1 : number % 3 === 0 && number < 40;
