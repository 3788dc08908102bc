import { useQuery } from "@tanstack/react-query";
import { body } from "./client";
import { useApi } from "./context";

const RARELY_CHANGES = { staleTime: 5 * 60_000 };

export function useMe() {
  const api = useApi();
  return useQuery({ queryKey: ["me"], queryFn: () => body(api.GET("/v1/me")), ...RARELY_CHANGES });
}

export function useStates() {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/states"))).items;
  return useQuery({ queryKey: ["states"], queryFn, ...RARELY_CHANGES });
}

export function useTeams() {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/teams"))).items;
  return useQuery({ queryKey: ["teams"], queryFn, ...RARELY_CHANGES });
}

export function useUsers() {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/users"))).items;
  return useQuery({ queryKey: ["users"], queryFn, ...RARELY_CHANGES });
}

export function useChannels() {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/channels"))).items;
  return useQuery({ queryKey: ["channels"], queryFn, ...RARELY_CHANGES });
}

export function useDepartments() {
  const api = useApi();
  const queryFn = async () => (await body(api.GET("/v1/departments"))).items;
  return useQuery({ queryKey: ["departments"], queryFn, ...RARELY_CHANGES });
}

export function useContactTerms() {
  const api = useApi();
  const queryFn = () => body(api.GET("/v1/contact-terms"));
  return useQuery({ queryKey: ["contact-terms"], queryFn, ...RARELY_CHANGES });
}
