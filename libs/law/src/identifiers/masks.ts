/** Forms for the screen: the whole value needs a purpose. */
export const maskAccount = (number: string): string => `尾号 ${number.slice(-4)}`;
/** Any run of digits as long as a card, an ID or a phone number becomes its tail: for texts that repeat what somebody typed. */
export const maskNumbers = (text: string): string => text.replace(/\d{10,}[\dXx]/g, (number) => maskAccount(number));
export const maskResidentId = (number: string): string => `${number.slice(0, 6)}********${number.slice(-4)}`;
export const maskPhone = (number: string): string => `${number.slice(0, 3)}****${number.slice(-4)}`;
/** 隐名: surname and 某 (法释〔2016〕19号 8–9). */
export const maskName = (name: string): string => `${[...name][0] ?? ''}某`;
